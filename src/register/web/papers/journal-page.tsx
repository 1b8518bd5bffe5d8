import { Button } from '@mantine/core'
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { journalState, verifyRegister } from '../../contract.ts'
import { momentOnPaper } from '../../rules/papers.ts'

const COUNT = new Intl.NumberFormat('en-GB')

/** Says how long the journal is and when it was last verified; reading all of it again is for whoever asks for it. */
export function Page() {
  const schoolId = useSchoolId()
  const state = useOperation(journalState, { params: { schoolId } })
  const verify = useAct(verifyRegister, { refreshes: [journalState] })
  return (
    <>
      <PageHeader
        title="Journal of the registers"
        lead="Each act on a register is an entry, numbered without gaps and chained to the one before by its hash. Reading all of them again shows whether anything was altered, and whether today’s marks are what they add up to."
        actions={
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate({ params: { schoolId } })}>
            Verify now
          </Button>
        }
      />
      <ProblemAlert error={verify.error} />
      {verify.data !== undefined && <Found found={verify.data} />}
      <Answered question={state}>
        {({ entries, verified }) => (
          <Section title="The journal" card>
            <KeyValues
              of={[
                ['Entries', entries === 0 ? 'None yet' : COUNT.format(entries)],
                ['Last verified', verified === undefined ? 'Not from this page yet' : lastVerified(verified)],
              ]}
            />
          </Section>
        )}
      </Answered>
    </>
  )
}

type Verified = NonNullable<Answer<typeof journalState>['verified']>

function lastVerified({ at, by, sound, entries }: Verified): string {
  const found = sound ? `${COUNT.format(entries)} entries, sound` : 'NOT sound: verify again to see what is wrong'
  return `${momentOnPaper(at)}, by ${by}: ${found}`
}

function Found({ found }: { readonly found: Answer<typeof verifyRegister> }) {
  const { sound, entries, strips, lastHash, faults } = found
  return (
    <>
      <EmptyState
        icon={sound ? IconShieldCheck : IconAlertTriangle}
        title={sound ? 'The journal is sound' : 'The journal is not sound'}
        because={
          sound
            ? 'Every entry follows from the one before, and every mark of today follows from the entries.'
            : 'What is wrong stands below. Tell your Firstbell administrator before any register is changed.'
        }
      />
      {faults.length > 0 && (
        <Section title="Faults">
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="What was read" card>
        <KeyValues
          of={[
            ['Entries', COUNT.format(entries)],
            ['Last entry', entries === 0 ? 'None yet' : `number ${COUNT.format(entries)}`],
            [
              'Its hash',
              <code key="hash" style={{ overflowWrap: 'anywhere' }}>
                {lastHash}
              </code>,
            ],
            ['Years of pupils compared', COUNT.format(strips)],
          ]}
        />
      </Section>
    </>
  )
}
