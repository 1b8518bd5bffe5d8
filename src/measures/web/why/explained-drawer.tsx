import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { COMPUTED, type ComputedId } from '../../rules/definitions/computed.ts'
import styles from './why.module.css'
import { WhyFrame } from './why-frame.tsx'
import type { MadeFrom, Standing } from './why-text.ts'
import { sessionInWords } from './why-words.ts'

/** Everything behind a number that is worked out from others. */
export function ExplainedDrawer({
  of,
  what,
  number,
  from,
  standing,
  opened,
  onClose,
}: {
  readonly of: ComputedId
  readonly what: string
  readonly number: ReactNode
  readonly from: MadeFrom
  readonly standing: Standing | undefined
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const { name, words, version, sources } = COMPUTED[of]
  return (
    <WhyFrame opened={opened} onClose={onClose}>
      <Stack gap="md">
        <div>
          <p className={styles.what}>{what}</p>
          <p className={styles.number}>{number}</p>
        </div>
        <div>
          <h3 className={styles.heading}>What it means</h3>
          <p className={styles.words}>{words}</p>
        </div>
        <KeyValues
          of={[
            ...from,
            ...(standing === undefined ? [] : standingRows(standing)),
            ['Definition', `${name}, version ${version}`],
            ['Source', sources.map(({ source }) => source).join('; ')],
          ]}
        />
      </Stack>
    </WhyFrame>
  )
}

function standingRows({ until: { day, half }, journalNumber }: Standing): MadeFrom {
  return [
    // An answer's day is a day: the operation's shape has checked it.
    ['Counts to', sessionInWords({ day: day as Day, half })],
    ['Marks as they stood', `after entry ${journalNumber.toLocaleString('en-GB')} of the journal of registers`],
  ]
}
