import { Stack } from '@mantine/core'
import type { Answer } from '../../../kernel/operation.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type TotalsFigure, whyTotals } from '../../contract.ts'
import { Definition, FigureHead } from './figure-head.tsx'
import styles from './why.module.css'
import { WhyFrame } from './why-frame.tsx'
import type { TotalAsked } from './why-text.ts'
import { CLASS_WORDS, momentInWords, sessionInWords } from './why-words.ts'

/** Everything behind a number that somebody may know who sees no single pupil. */
export function TotalsDrawer({
  asked: { schoolId, ...asked },
  figure,
  what,
  opened,
  onClose,
}: {
  readonly asked: TotalAsked
  readonly figure: TotalsFigure
  readonly what: string
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const question = useOperation(
    whyTotals,
    { params: { schoolId }, querystring: { ...asked, figure } },
    { when: opened },
  )
  return (
    <WhyFrame opened={opened} onClose={onClose}>
      <Answered question={question} loading={<SmallLoading />}>
        {(answer) => <Whole what={what} answer={answer} />}
      </Answered>
    </WhyFrame>
  )
}

type Why = Answer<typeof whyTotals>

function Whole({ what, answer }: { readonly what: string; readonly answer: Why }) {
  const { definition, journal } = answer
  return (
    <Stack gap="md">
      <FigureHead what={what} answer={answer} />
      <KeyValues
        of={[
          ['Whom it is of', answer.part],
          ['Counts from', sessionInWords(answer.from)],
          ['Counts to', `${sessionInWords(answer.until)}, the last session whose registers have all closed`],
          [
            'Marks as they stood',
            journal.writtenAt === null
              ? 'No register has been saved yet'
              : `after entry ${journal.number.toLocaleString('en-GB')} of the journal, written ${momentInWords(journal.writtenAt)}`,
          ],
        ]}
      />
      <Classes answer={answer} />
      <Definition definition={definition} />
      <p className={styles.quiet}>
        No single pupil is shown here. Groups of 1 to 5 are hidden, and codes that so few pupils have stand together.
      </p>
    </Stack>
  )
}

/** The sessions that it was added up from, by what they count as; of the whole school by code too. */
function Classes({ answer: { sessions, notInRates, codes } }: { readonly answer: Why }) {
  const { present, approvedActivity, authorised, unauthorised } = sessions
  const classes = [
    ['present', present],
    ['approved-activity', approvedActivity],
    ['authorised', authorised],
    ['unauthorised', unauthorised],
    ['not-possible', notInRates?.notPossible ?? 0],
    ['administrative', notInRates?.administrative ?? 0],
    ['missing', notInRates?.missing ?? 0],
  ] as const
  return (
    <div>
      <h3 className={styles.heading}>The sessions behind it</h3>
      <p className={styles.quiet}>
        {sessions.possible.toLocaleString('en-GB')} possible sessions;{' '}
        {notInRates === null ? 'each' : 'every session of the days'} by what it counts as:
      </p>
      <ul className={styles.classes}>
        {classes
          .filter(([, count]) => count > 0)
          .map(([statistical, count]) => (
            <li key={statistical}>
              <span className={styles.name}>{CLASS_WORDS[statistical]}</span>
              <span>{count.toLocaleString('en-GB')}</span>
              {codes !== null && (
                <ul className={styles.codes}>
                  {codes
                    .filter((one) => one.statistical === statistical)
                    .map(({ code, name, sessions: of }) => (
                      <li key={`${code} ${name}`}>
                        <span className={styles.name}>{code === null ? name : `${code}: ${name}`}</span>
                        <span>{of.toLocaleString('en-GB')}</span>
                      </li>
                    ))}
                </ul>
              )}
            </li>
          ))}
      </ul>
    </div>
  )
}
