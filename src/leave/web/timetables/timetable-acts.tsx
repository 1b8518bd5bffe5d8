import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { DayField } from '../../../ui/components/fields.tsx'
import { useMay } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { endTimetable, type PartTimeTimetable, reviewTimetable } from '../../contract.ts'

/** Reviews a timetable, or ends it early. */
export function TimetableActs({ timetable }: { readonly timetable: PartTimeTimetable }) {
  const schoolId = useSchoolId()
  const mayAct = useMay()('leave.ask')
  const [doing, setDoing] = useState<'review' | 'end'>()
  const [next, setNext] = useState<string>(timetable.last)
  const [key] = useState(newKey)
  const params = { schoolId, timetableId: timetable.id }
  const onDone = () => setDoing(undefined)
  const review = useAct(reviewTimetable, { onDone })
  const end = useAct(endTimetable, { onDone })
  if (!mayAct || timetable.state === 'over' || timetable.state === 'ended') return null
  const { name } = timetable.pupil
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Button size="xs" variant="default" onClick={() => setDoing('review')}>
          Review<span className="visually-hidden"> the timetable of {name}</span>
        </Button>
        <Button size="xs" variant="default" onClick={() => setDoing('end')}>
          End it<span className="visually-hidden">: the timetable of {name}</span>
        </Button>
      </Group>
      <ConfirmWithReason
        opened={doing === 'review'}
        onClose={onDone}
        title={`Review of the timetable of ${name}`}
        confirmLabel="Keep the review"
        pending={review.isPending}
        error={review.error}
        onConfirm={(words) =>
          // What is typed is checked by the server, which says what is wrong with it.
          review.mutate({ params, body: { words, next: next as Day } })
        }
      >
        <DayField id={`next-${timetable.id}`} name="next" label="Next review" value={next} onChange={setNext} />
      </ConfirmWithReason>
      <ConfirmWithReason
        opened={doing === 'end'}
        onClose={onDone}
        title={`${name} is back full time`}
        confirmLabel="End the timetable"
        pending={end.isPending}
        error={end.error}
        onConfirm={(words) => end.mutate({ params, body: { key, words } })}
      >
        <p>Its sessions in registers that have not closed become blank again.</p>
      </ConfirmWithReason>
    </>
  )
}
