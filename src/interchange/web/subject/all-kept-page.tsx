import { Button } from '@mantine/core'
import { z } from 'zod'
import { pupilIdShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CheckField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { exportSubjectRecord, type ShownPart, showSubjectRecord } from '../../contract.ts'
import { type Decisions, useDecisions } from './decisions.ts'
import { PartOfRecord } from './part-of-record.tsx'
import styles from './subject.module.css'

const place = z.object({ pupilId: pupilIdShape })

/** All that is kept about one child, looked through part by part and then handed out as a file. */
export function Page() {
  const schoolId = useSchoolId()
  const { pupilId } = usePageParams(place)
  const asked = useOperation(showSubjectRecord, { params: { schoolId, pupilId } })
  const decisions = useDecisions()
  return (
    <Answered question={asked}>
      {({ name, parts }) => (
        <>
          <PageHeader
            title={`All that is kept about ${name}`}
            above={<PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>}
            lead="When a family asks what is kept about their child, this is all of it. Look through each part, withhold what is about somebody else or could put somebody at risk, then hand it out."
          />
          <Section title="Look through it">
            <ul className={styles.parts}>
              {parts.map((part) => (
                <PartOfRecord key={part.table} part={part} decisions={decisions} />
              ))}
            </ul>
          </Section>
          <HandOut parts={parts} decisions={decisions} again={() => asked.refetch()} />
        </>
      )}
    </Answered>
  )
}

function HandOut({
  parts,
  decisions,
  again,
}: {
  readonly parts: readonly ShownPart[]
  readonly decisions: Decisions
  readonly again: () => Promise<unknown>
}) {
  const schoolId = useSchoolId()
  const { pupilId } = usePageParams(place)
  const file = useFileDownload()
  const fields = useFields({ askedBy: '', restricted: false }, file.error)
  const { withheld, others, looked } = decisions
  const safeguarding = parts.some(({ restricted }) => restricted)
  const unread = parts.filter(
    (part) => part.rows !== null && (!part.restricted || fields.values.restricted) && !decisions.isLooked(part),
  )
  const send = () =>
    file.start(() =>
      download(exportSubjectRecord, {
        params: { schoolId, pupilId },
        body: { ...fields.values, withheld: [...withheld], others: [...others], looked: [...looked] },
      }).catch(async (refusal: unknown) => {
        // What was added or changed since it was looked through is there to be looked through.
        await again()
        throw refusal
      }),
    )
  return (
    <Section title="Hand it out" card>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <ProblemAlert error={file.error ?? null} />
        <TextField
          label="Who asked for it"
          hint="It stands on the first page: the name, and that you made sure who they are"
          {...fields.bind('askedBy')}
        />
        {safeguarding && (
          <CheckField
            label="With the entries of safeguarding"
            hint="They stay out unless you tick this. Entries that could put the child or somebody else at risk are withheld above, one by one."
            {...fields.bind('restricted')}
          />
        )}
        <p className={styles.quiet}>
          {withheld.length === 0 ? 'Nothing is withheld by hand.' : `${withheld.length} withheld by hand.`} The file
          says what was left out and why. Whether something may be withheld is for the school’s data protection officer.
        </p>
        {unread.length > 0 && (
          <p className={styles.quiet} id="unread">
            It can be made when every part has been looked through and ticked. Still to look through:{' '}
            {unread.map(({ title }) => title).join('; ')}.
          </p>
        )}
        <Button
          type="submit"
          loading={file.busy}
          disabled={unread.length > 0}
          aria-describedby={unread.length > 0 ? 'unread' : undefined}
        >
          Make the file
        </Button>
      </form>
    </Section>
  )
}
