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
import { Explained } from '../asked/explained.tsx'
import { PupilOfFigure } from '../why/pupil-of-figure.tsx'
import type { Standing } from '../why/why-text.ts'
import styles from './pupil-runway.module.css'
import { aimInWords, lineInWords } from './runway-words.ts'

type Figures = Answer<typeof pupilFigures>

/** What a pupil can still miss before a line is met, and when attending every session brings attendance back. */
export function PupilRunway({ pupilId, year }: { readonly pupilId: PupilId; readonly year: SchoolYear }) {
  const schoolId = useSchoolId()
  const asked = useOperation(pupilFigures, { params: { schoolId, pupilId, year } })
  // Beside other parts of the page that say what went wrong: this one is only left out.
  const figures = asked.data
  if (figures === undefined || figures.ahead.length === 0) return null
  return (
    <Section title="What lies ahead" card>
      <ul className={styles.ahead}>
        {figures.ahead.map((end) =>
          end.lines.map((line) => {
            const { says, tone } = lineInWords(end, line)
            return (
              <li key={`${end.by} ${line.line}`} className={styles[tone]}>
                <LineAhead figures={figures} end={end} line={line} says={says} />
              </li>
            )
          }),
        )}
        {figures.aims.map((aim) => (
          <li key={aim.aim} className={aim.state === 'out-of-reach' ? styles.past : styles.plain}>
            <Explained
              of="reaches-attendance"
              what={`Attendance of ${aim.aim} %`}
              look="words"
              from={[
                ['So far', `${figures.sessions.attended} of ${figures.sessions.possible} possible sessions attended`],
                ['Sessions attended from now on', aim.sessions ?? 'more than there are to come'],
              ]}
              {...standingOf(figures)}
            >
              {aimInWords(aim)}
            </Explained>
          </li>
        ))}
      </ul>
      <Counted pupilId={pupilId} figures={figures} />
    </Section>
  )
}

/** To where the pupil's own sums count; nothing before the first session. */
function standingOf({ until, journalNumber }: Figures): { readonly standing?: Standing } {
  return until === null ? {} : { standing: { until, journalNumber } }
}

/** What can still be missed before a line, with the sessions it was worked out from. */
function LineAhead({
  figures,
  end,
  line: { line, sessionsLeft },
  says,
}: {
  readonly figures: Figures
  readonly end: Figures['ahead'][number]
  readonly line: Figures['ahead'][number]['lines'][number]
  readonly says: string
}) {
  const { absent, possible } = figures.sessions
  return (
    <Explained
      of="sessions-left"
      what={`Sessions that can be missed before ${line} %`}
      look="words"
      from={[
        ['So far', `${absent} of ${possible} possible sessions missed`],
        ['To come', `${end.toCome} by ${longDay(end.lastDay)}, ${end.planned} of them planned as absent`],
        ['All of them by then', `${possible + end.toCome} possible sessions`],
        ['Can be missed', sessionsLeft < 0 ? `none: ${-sessionsLeft} too many already` : sessionsLeft],
      ]}
      {...standingOf(figures)}
    >
      {says}
    </Explained>
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
      <Explained
        of="missed-so-far"
        what="Sessions missed"
        look="words"
        from={[
          ['Missed', `${sessions.absent}: ${sessions.authorised} authorised, ${sessions.unauthorised} unauthorised`],
          ['Possible sessions', sessions.possible],
          ['Each of them', 'stands in the year above with its code, and opens who made it'],
        ]}
        {...standingOf(figures)}
      >
        {sessions.absent} of {sessions.possible} sessions missed ({percentText(sessions.absent, sessions.possible)} %)
      </Explained>
      , counted to {longDay(until.day)}, {until.half === 'AM' ? 'morning' : 'afternoon'}.{' '}
      {year !== undefined && (
        <Explained
          of="to-come"
          what="Sessions to come"
          look="words"
          from={[
            ['To come', `${year.toCome} sessions by ${longDay(year.lastDay)}`],
            ['Planned as absent', year.planned],
          ]}
          {...standingOf(figures)}
        >
          {year.toCome} more to come by {longDay(year.lastDay)}
          {year.planned > 0 ? `, of which ${year.planned} are planned absences` : ''}
        </Explained>
      )}
      .{' '}
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
            onMark={setMarkOpen}
          />
        )}
      </Drawer>
    </p>
  )
}
