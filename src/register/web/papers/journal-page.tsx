import { Button } from '@mantine/core'
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { verifyRegister } from '../../contract.ts'

const COUNT = new Intl.NumberFormat('en-GB')

/** Proves that no mark was altered behind the journal: every entry chained to the one before, every strip equal to its replay. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(verifyRegister, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Journal of the registers"
        lead="Each act on a register is an entry, numbered without gaps and chained to the one before by its hash. Reading all of them again shows whether anything was altered, and whether today’s marks are what they add up to."
        actions={
          <Button variant="default" loading={asked.isFetching} onClick={() => void asked.refetch()}>
            Verify again
          </Button>
        }
      />
      <Answered question={asked}>
        {({ sound, entries, strips, lastHash, faults }) => (
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
        )}
      </Answered>
    </>
  )
}
