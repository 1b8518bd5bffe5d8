import { Drawer } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { pupilFigures } from '../../contract.ts'
import { PupilOfFigure } from '../why/pupil-of-figure.tsx'
import styles from './pupil-runway.module.css'
import { aimInWords, lineInWords } from './runway-words.ts'

type Figures = Answer<typeof pupilFigures>

/** What a pupil can still miss before a line is met, and when attending every session brings attendance back. */
export function PupilRunway({ pupilId, year }: { readonly pupilId: PupilId; readonly year: SchoolYear }) {
  const schoolId = useSchoolId()
  const asked = useOperation(pupilFigures, { params: { schoolId, pupilId, year } })
  // Beside other parts of the page that say what went wrong: this one is only left out.
  if (asked.data === undefined || asked.data.ahead.length === 0) return null
  return (
    <Section title="What lies ahead" card>
      <ul className={styles.ahead}>
        {asked.data.ahead.map((end) =>
          end.lines.map((line) => {
            const { says, tone } = lineInWords(end, line)
            return (
              <li key={`${end.by} ${line.line}`} className={styles[tone]}>
                {says}
              </li>
            )
          }),
        )}
        {asked.data.aims.map((aim) => (
          <li key={aim.aim} className={aim.state === 'out-of-reach' ? styles.past : styles.plain}>
            {aimInWords(aim)}
          </li>
        ))}
      </ul>
      <Counted pupilId={pupilId} figures={asked.data} />
    </Section>
  )
}

function Counted({ pupilId, figures }: { readonly pupilId: PupilId; readonly figures: Figures }) {
  const may = useMay()
  const [opened, setOpened] = useState(false)
  const [markOpen, setMarkOpen] = useState(false)
  const { sessions, until, from, ahead } = figures
  if (until === null || sessions.possible === 0)
    return <p className={styles.counted}>No session has been counted yet.</p>
  const year = ahead.at(-1)
  return (
    <p className={styles.counted}>
      {sessions.absent} of {sessions.possible} sessions missed ({percentText(sessions.absent, sessions.possible)} %),
      counted to {longDay(until.day)}, {until.half === 'AM' ? 'morning' : 'afternoon'}.{' '}
      {year !== undefined &&
        `${year.toCome} more to come by ${longDay(year.lastDay)}${year.planned > 0 ? `, of which ${year.planned} are planned absences` : ''}.`}{' '}
      {may('measures.view') && (
        <button type="button" className={styles.why} onClick={() => setOpened(true)}>
          Why this figure?
        </button>
      )}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        closeOnEscape={!markOpen}
        position="right"
        size="lg"
        title="Why this figure?"
        closeButtonProps={{ 'aria-label': 'Close the explanation' }}
      >
        {opened && (
          <PupilOfFigure
            why={{ figure: 'absence', from, to: until.day, until: 'own' }}
            pupilId={pupilId}
            counted="sessions missed"
            onMark={setMarkOpen}
          />
        )}
      </Drawer>
    </p>
  )
}
