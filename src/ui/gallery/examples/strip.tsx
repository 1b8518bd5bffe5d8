import { Stack } from '@mantine/core'
import { day, daysFrom, weekday } from '../../../kernel/day.ts'
import { markOfCode } from '../../components/mark-of-code.ts'
import { SessionStrip, type StripDay } from '../../components/session-strip.tsx'
import type { Example } from '../example.ts'

const TERMS = [
  ['2026-09-02', '2026-10-23'],
  ['2026-11-02', '2026-12-18'],
  ['2027-01-04', '2027-02-12'],
  ['2027-02-22', '2027-03-25'],
  ['2027-04-12', '2027-05-28'],
  ['2027-06-07', '2027-07-21'],
] as const

const MARKS: Readonly<Record<string, readonly [string, string]>> = {
  '2026-09-02': ['#', '#'],
  '2026-09-18': ['I', 'I'],
  '2026-09-21': ['I', '\\'],
  '2026-10-02': ['L', '\\'],
  '2026-10-09': ['L', '\\'],
  '2026-10-14': ['V', 'V'],
  '2026-10-23': ['G', 'G'],
  '2026-11-06': ['U', '\\'],
  '2026-11-12': ['M', '\\'],
  '2026-11-20': ['O', 'O'],
  '2026-11-23': ['N', '-'],
}

function yearOf(until: string): readonly StripDay[] {
  return TERMS.flatMap(([first, last]) =>
    daysFrom(day(first), day(last))
      .filter((one) => weekday(one) <= 5 && one <= until)
      .map((one) => {
        const [am, pm] = MARKS[one] ?? ['/', '\\']
        return { day: one, AM: markOfCode(am), PM: markOfCode(pm) }
      }),
  )
}

function Show() {
  return (
    <Stack gap="xl">
      <SessionStrip label="Attendance of Amira Khan in autumn 2026" days={yearOf('2026-11-23')} />
      <SessionStrip label="A whole year" days={yearOf('2027-07-21')} onChoose={() => undefined} />
    </Stack>
  )
}

export const strip: Example = { title: 'The year as a strip', file: 'session-strip.tsx', Show }
