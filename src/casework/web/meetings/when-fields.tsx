import { Group } from '@mantine/core'
import type { Day } from '../../../kernel/day.ts'
import type { TimeOfDay } from '../../../kernel/time-of-day.ts'
import { DayField, NumberField, TextField, TimeField } from '../../../ui/components/fields.tsx'
import type { Fields } from '../../../ui/components/use-fields.ts'

export interface WhenValues {
  readonly day: string
  readonly time: string
  readonly minutes: number | undefined
  readonly place: string
  readonly link: string
}

/** What is sent of them: what is no day or time is refused with a word beside its field. */
export function whenBody({ day, time, minutes, place, link }: WhenValues) {
  return {
    day: day as Day,
    time: time as TimeOfDay,
    minutes: minutes ?? 0,
    place,
    link: link.trim() === '' ? null : link.trim(),
  }
}

/** Day, time, how long, where. */
export function WhenFields({ fields }: { readonly fields: Pick<Fields<WhenValues>, 'bind'> }) {
  return (
    <>
      <Group gap="md" align="flex-start">
        <DayField label="Day" {...fields.bind('day')} />
        <TimeField label="Time" {...fields.bind('time')} />
        <NumberField label="How long" unit="minutes" min={5} max={480} {...fields.bind('minutes')} />
      </Group>
      <TextField label="Where" hint="A room, an address, or “Online”." {...fields.bind('place')} />
      <TextField label="Address to join by" optional {...fields.bind('link')} />
    </>
  )
}
