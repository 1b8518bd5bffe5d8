import type { ReactNode } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { forecastCalibration } from '../../contract.ts'
import { Explained, type MadeFrom } from '../asked/explained.tsx'
import styles from '../behind/behind.module.css'
import { sessionText } from '../behind/mark-sessions.tsx'
import { shareText } from '../behind/points.ts'
import { TenthsChart } from './tenths-chart.tsx'

type Checked = Answer<typeof forecastCalibration>
type Calibration = NonNullable<Checked['calibration']>

/** How right the forecasts would have been last year at this point of it, and for whom. */
export function Page() {
  const schoolId = useSchoolId()
  const checked = useOperation(forecastCalibration, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="How right are the forecasts?"
        above={<PageLink there={{ to: '/at-risk' }}>At risk</PageLink>}
        lead="Each pupil of last year is forecast from all the others at this point of that year, and compared with what came."
      />
      <Answered question={checked}>
        {(answer) =>
          answer.calibration === null || answer.lastYear === null ? (
            <EmptyState
              title="No forecasts to check"
              because={answer.noForecast ?? 'Too few pupils of last year can be compared.'}
            />
          ) : (
            <Result
              answer={answer}
              calibration={answer.calibration}
              name={schoolYearName(schoolYear(answer.lastYear.year))}
            />
          )
        }
      </Answered>
    </>
  )
}

function Result({
  answer,
  calibration,
  name,
}: {
  readonly answer: Checked
  readonly calibration: Calibration
  readonly name: string
}) {
  const { pupils, held, error, errorOfGuessing } = calibration
  const better = errorOfGuessing === 0 ? 0 : 1 - error / errorOfGuessing
  return (
    <>
      <StatCards>
        <StatCard
          label="Ranges that held"
          value={
            <Explained
              of="forecast-held"
              what="Ranges that held"
              look="large"
              from={[
                ['Pupils of last year tried', pupils.toLocaleString('en-GB')],
                ['Ended within the range they would have been given', `${shareText(held)} of them`],
                ['Right would be', '80 %: the range is made to hold eight in ten'],
              ]}
              standing={answer}
            >
              {shareText(held)}
            </Explained>
          }
          note="of pupils ended within their range; eight in ten is right"
        />
        <StatCard
          label="Better than guessing"
          value={
            <Explained
              of="forecast-skill"
              what="Better than guessing"
              look="large"
              from={[
                ['Pupils of last year tried', pupils.toLocaleString('en-GB')],
                ['Error of the forecasts', error.toFixed(3)],
                ['Error of naming the school’s share for everybody', errorOfGuessing.toFixed(3)],
                ['Less by', better <= 0 ? 'nothing' : shareText(better)],
              ]}
              standing={answer}
            >
              {better <= 0 ? 'No' : shareText(better)}
            </Explained>
          }
          note="less error than naming the school’s share for everybody"
        />
        <StatCard label="Seen from" value={sessionText(answer.until)} note={`the same point of ${name}`} />
      </StatCards>
      <Section title="What was said, and what came">
        <p className={styles.words}>
          Of the pupils who were given a chance of about two in three, about two in three should have ended persistently
          absent. Points on the line are right; below it too many were warned of, above it too few.
        </p>
        <TenthsChart tenths={calibration.tenths} />
        <DataTable
          label="Chances and what came"
          noun={['tenth', 'tenths']}
          rows={calibration.tenths.filter((one) => one.pupils > 0)}
          rowKey={({ from }) => String(from)}
          columns={TENTHS}
          empty={{ title: 'No chances', because: 'Nobody could be forecast.' }}
        />
      </Section>
      <Section title="As right for every group?">
        <p className={styles.words}>
          What was said on average for a group, beside what came. A group that is told of more than comes is warned
          about too often; one that is told of less is overlooked. In a group of fewer than fifty, ten points are often
          chance. Groups of fewer than six are hidden. No group is an input of the forecast.
        </p>
        <DataTable
          label="Groups"
          noun={['group', 'groups']}
          rows={answer.fairness.flatMap(({ id, name: division, groups }) =>
            groups.map((group) => ({ ...group, id: `${id} ${group.name}`, division })),
          )}
          rowKey={({ id }) => id}
          columns={FAIRNESS}
          empty={{ title: 'No groups', because: 'No flags are known.' }}
        />
      </Section>
    </>
  )
}

type Tenths = Calibration['tenths'][number]

function tenthName({ from }: Pick<Tenths, 'from'>): string {
  return `${Math.round(100 * from)} to ${Math.round(100 * from) + 10} %`
}

/** One number of a tenth of the chances, with the others of its row. */
function Tenth({ of, children }: { readonly of: Tenths; readonly children: ReactNode }) {
  const { pupils, said, happened } = of
  return (
    <Explained
      of="forecast-said-came"
      what={`Pupils of last year who were given a chance of ${tenthName(of)}`}
      from={saidAndCame(pupils, said, happened)}
    >
      {children}
    </Explained>
  )
}

function saidAndCame(pupils: number, said: number, happened: number): MadeFrom {
  return [
    ['Pupils', pupils.toLocaleString('en-GB')],
    ['The chance they would have been given, on average', shareText(said)],
    ['Ended persistently absent', `${Math.round(happened * pupils)} of ${pupils}, ${shareText(happened)}`],
  ]
}

const TENTHS: readonly Column<Calibration['tenths'][number]>[] = [
  {
    id: 'said',
    label: 'Chance that was given',
    onCard: 'title',
    // The name of the row: from which chance to which.
    cell: (one) => <span data-plain="name">{tenthName(one)}</span>,
  },
  {
    id: 'pupils',
    label: 'Pupils',
    align: 'end',
    cell: (one) => <Tenth of={one}>{one.pupils.toLocaleString('en-GB')}</Tenth>,
  },
  { id: 'mean', label: 'On average', align: 'end', cell: (one) => <Tenth of={one}>{shareText(one.said)}</Tenth> },
  {
    id: 'came',
    label: 'Ended persistently absent',
    align: 'end',
    cell: (one) => <Tenth of={one}>{shareText(one.happened)}</Tenth>,
  },
]

type Group = Checked['fairness'][number]['groups'][number] & { readonly id: string; readonly division: string }

const HIDDEN = <span className={styles.quiet}>hidden: few pupils</span>

/** One number of a group, with the others of its row. */
function OfGroup({
  of: { name, division, figures },
  shows,
  none = '',
}: {
  readonly of: Group
  readonly shows: (figures: NonNullable<Group['figures']>) => string
  readonly none?: ReactNode
}) {
  if (figures === null) return none
  const { pupils, said, happened } = figures
  return (
    <Explained
      of="forecast-said-came"
      what={`${division}: ${name}`}
      from={[...saidAndCame(pupils, said, happened), ['Said, against what came', gapText(figures)]]}
    >
      {shows(figures)}
    </Explained>
  )
}

const FAIRNESS: readonly Column<Group>[] = [
  { id: 'division', label: 'By', cell: ({ division }) => division },
  { id: 'group', label: 'Group', onCard: 'title', cell: ({ name }) => name },
  {
    id: 'pupils',
    label: 'Pupils',
    align: 'end',
    cell: (one) => <OfGroup of={one} shows={({ pupils }) => pupils.toLocaleString('en-GB')} none={HIDDEN} />,
  },
  {
    id: 'said',
    label: 'Said on average',
    align: 'end',
    isBlank: ({ figures }) => figures === null,
    cell: (one) => <OfGroup of={one} shows={({ said }) => shareText(said)} />,
  },
  {
    id: 'came',
    label: 'Came',
    align: 'end',
    isBlank: ({ figures }) => figures === null,
    cell: (one) => <OfGroup of={one} shows={({ happened }) => shareText(happened)} />,
  },
  {
    id: 'gap',
    label: 'Said, against what came',
    align: 'end',
    sortBy: ({ figures }) => (figures === null ? 0 : Math.abs(figures.said - figures.happened)),
    isBlank: ({ figures }) => figures === null,
    cell: (one) => <OfGroup of={one} shows={gapText} />,
  },
]

function gapText({ said, happened }: { readonly said: number; readonly happened: number }): string {
  const points = Math.round(100 * (said - happened))
  if (points === 0) return 'the same'
  return `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} ${points > 0 ? 'more' : 'less'}`
}
