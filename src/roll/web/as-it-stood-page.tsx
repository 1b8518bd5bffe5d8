import { Group } from '@mantine/core'
import { z } from 'zod'
import { longDay, parseDay } from '../../kernel/day.ts'
import { fullName } from '../../kernel/names.ts'
import type { Answer } from '../../kernel/operation.ts'
import { type Moment, momentAt, parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSearchState } from '../../ui/address/use-address.ts'
import { dayText, timeText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { DayField, TimeField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { showPupilAsItStood } from '../contract.ts'
import { ContactList } from './pupil-contacts.tsx'
import { EthnicityText } from './pupil-ethnicity.tsx'
import { FlagList } from './pupil-flags.tsx'
import { Particulars } from './pupil-particulars.tsx'
import { usePupilOfPage } from './use-pupil.ts'

const chosen = z.object({ day: z.string().optional(), time: z.string().optional() })

/** The admission register's entry of one pupil as it stood at a chosen moment. */
export function Page() {
  const { pupilId, params, pupil } = usePupilOfPage()
  const now = useNow()
  const [given, change] = useSearchState(chosen)
  const [day, time] = [given.day ?? dayText(now), given.time ?? timeText(now)]
  const at = momentOf(day, time)
  const name = pupil.data && fullName(pupil.data.preferredForename, pupil.data.preferredSurname)
  return (
    <>
      <PageHeader
        title={name === undefined ? 'As it stood' : `${name}, as it stood`}
        above={<PageLink there={{ to: '/pupils/$pupilId/record', params: { pupilId } }}>{name ?? 'Record'}</PageLink>}
        lead={at === undefined ? 'Choose a day and a time.' : `Admission register on ${longDay(at.day)} at ${at.time}`}
      />
      <Group gap="md" align="end" mb="xl" className="no-print">
        <DayField label="Day" id="stood-day" name="day" value={day} onChange={(value) => change({ day: value })} />
        <TimeField
          label="Time"
          id="stood-time"
          name="time"
          value={time}
          onChange={(value) => change({ time: value })}
        />
      </Group>
      {at !== undefined && <Stood params={params} at={at.moment} />}
    </>
  )
}

/** The end of the minute: what was entered in it stands. Undefined while a day or time is being typed. */
function momentOf(dayTyped: string, timeTyped: string) {
  const [day, time] = [parseDay(dayTyped), parseTimeOfDay(timeTyped)]
  if (day === undefined || time === undefined) return undefined
  return { day, time, moment: momentAt(day, time).replace(/:\d\d\.\d{3}Z$/, ':59.999Z') as Moment }
}

function Stood({ params, at }: { readonly params: ReturnType<typeof usePupilOfPage>['params']; readonly at: Moment }) {
  return (
    <Answered question={useOperation(showPupilAsItStood, { params, querystring: { at } })}>
      {(answer) => <Shown answer={answer} />}
    </Answered>
  )
}

const nothing = () => undefined

function Shown({ answer }: { readonly answer: Answer<typeof showPupilAsItStood> }) {
  const { pupil, barredSince, at } = answer
  if (pupil === null)
    return <EmptyState title="Not entered yet" because="The pupil was not in the admission register at that moment." />
  return (
    <>
      <Particulars pupil={pupil} />
      <Section title="Flags" card>
        <FlagList pupil={pupil} at={at} onChange={nothing} />
      </Section>
      {pupil.ethnicity !== null && (
        <Section title="Ethnicity" card>
          <EthnicityText pupil={pupil} />
        </Section>
      )}
      <Section title="Contacts">
        <ContactList pupil={pupil} barredSince={barredSince} />
      </Section>
    </>
  )
}
