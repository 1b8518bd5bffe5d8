import { longDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { sicknessForecast } from '../contract.ts'

type Near = Answer<typeof sicknessForecast>['pupils'][number]

/** Who is near the days of illness that ask for a return, and what is known of the days to come. */
export function Forecast() {
  const schoolId = useSchoolId()
  const may = useMay()('register.view-details')
  const asked = useOperation(sicknessForecast, { params: { schoolId } }, { when: may })
  if (!may) return null
  return (
    <Section title="Illness, and days still to come">
      <Answered question={asked}>
        {({ pupils, rule, after }) => (
          <>
            <p>
              The authority is told when a pupil has missed {after} school days of a school year for illness, or there
              are reasonable grounds to believe so. {rule}
            </p>
            <DataTable
              label="Pupils near the limit of a sickness return"
              noun={['pupil', 'pupils']}
              rows={pupils}
              rowKey={({ pupil }) => pupil.id}
              columns={COLUMNS}
              atFirst={20}
              empty={{
                title: 'Nobody is near the limit',
                because: `Listed from two thirds of ${after} school days on, or when what is known ahead comes to it.`,
              }}
            />
          </>
        )}
      </Answered>
    </Section>
  )
}

const days = (sessions: number) => `${sessions / 2} ${sessions === 2 ? 'day' : 'days'}`

function reachesInWords({ reachesOn, reached, sentOn }: Near): string {
  if (sentOn !== null) return `Return sent on ${longDay(sentOn)}`
  if (reached) return `Reached on ${reachesOn === null ? 'a day' : longDay(reachesOn)}`
  return reachesOn === null ? 'Nothing known says that it will' : `Expected on ${longDay(reachesOn)}`
}

const COLUMNS: readonly Column<Near>[] = [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil.name,
    cell: ({ pupil }) => (
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
    ),
  },
  { id: 'missed', label: 'Missed', align: 'end', sortBy: ({ missed }) => missed, cell: ({ missed }) => days(missed) },
  { id: 'ahead', label: 'Known ahead', align: 'end', sortBy: ({ ahead }) => ahead, cell: ({ ahead }) => days(ahead) },
  { id: 'reaches', label: 'The limit', sortBy: ({ reachesOn }) => reachesOn ?? '9999', cell: reachesInWords },
  { id: 'grounds', label: 'Grounds', cell: ({ grounds }) => grounds.join('. ') },
]
