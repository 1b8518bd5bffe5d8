import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { yearGroupName } from '../../../law/school-age.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { findSchoolPatterns, removeLateEvent, removeLessonFree } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import styles from '../behind/behind.module.css'
import { AddLateEvent } from './add-late-event.tsx'
import { AddLessonFree } from './add-lesson-free.tsx'

type KnownFacts = Answer<typeof findSchoolPatterns>['known']

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays'] as const

/** What the school knows that marks do not say: it makes more shapes to look for. */
export function Known({ known }: { readonly known: KnownFacts }) {
  const mayRecord = useMay()('measures.record')
  const [adding, setAdding] = useState<'event' | 'free'>()
  const close = () => setAdding(undefined)
  return (
    <Section title="What the school knows">
      <p className={styles.words}>
        Marks do not say that there was a theatre trip the evening before, or that Year 11 has no lessons on Wednesday
        afternoon. What is entered here is looked for too.
      </p>
      <LateEvents known={known} mayRecord={mayRecord} />
      <LessonFree known={known} mayRecord={mayRecord} />
      <p className={styles.words}>
        {known.households === 0 ? (
          'No two pupils are known to share an address, so no household is looked at.'
        ) : (
          <>
            <Explained
              of="households"
              what="Addresses with more than one pupil"
              look="words"
              from={[['Counted from', 'the addresses in the records of pupils; none is shown here']]}
            >
              {known.households.toLocaleString('en-GB')} {known.households === 1 ? 'address has' : 'addresses have'}
            </Explained>{' '}
            more than one pupil; no address is shown here.
          </>
        )}
      </p>
      {mayRecord && (
        <Group gap="sm" className={styles.actions ?? ''}>
          <Button variant="default" onClick={() => setAdding('event')}>
            Add a late event
          </Button>
          <Button variant="default" onClick={() => setAdding('free')}>
            Add a session without lessons
          </Button>
        </Group>
      )}
      <AddLateEvent opened={adding === 'event'} onClose={close} />
      <AddLessonFree opened={adding === 'free'} onClose={close} />
    </Section>
  )
}

interface Part {
  readonly known: KnownFacts
  readonly mayRecord: boolean
}

function LateEvents({ known, mayRecord }: Part) {
  const schoolId = useSchoolId()
  const [removing, setRemoving] = useState<KnownFacts['lateEvents'][number]>()
  const remove = useAct(removeLateEvent, {
    refreshes: [findSchoolPatterns],
    onDone: () => setRemoving(undefined),
  })
  if (known.lateEvents.length === 0) return <p className={styles.words}>No late event is entered for this year.</p>
  return (
    <>
      <ul className={styles.rows} aria-label="Late events">
        {known.lateEvents.map((event) => (
          <li key={event.id} className={styles.row}>
            <span>
              {event.what}, evening of {longDay(event.day)}{' '}
              <span className={styles.quiet}>entered by {event.entered.name}</span>
            </span>
            {mayRecord && (
              <Button size="xs" variant="default" onClick={() => setRemoving(event)}>
                Take back<span className="visually-hidden"> {event.what}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        opened={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={`Take back ${removing?.what ?? ''}`}
        confirmLabel="Take it back"
        pending={remove.isPending}
        error={remove.error}
        suggestions={['Entered by mistake', 'It was called off']}
        onConfirm={(reason) =>
          removing !== undefined && remove.mutate({ params: { schoolId, eventId: removing.id }, body: { reason } })
        }
      />
    </>
  )
}

function LessonFree({ known, mayRecord }: Part) {
  const schoolId = useSchoolId()
  const [removing, setRemoving] = useState<KnownFacts['lessonFree'][number]>()
  const remove = useAct(removeLessonFree, {
    refreshes: [findSchoolPatterns],
    onDone: () => setRemoving(undefined),
  })
  if (known.lessonFree.length === 0)
    return <p className={styles.words}>No session without lessons is entered for this year.</p>
  return (
    <>
      <ul className={styles.rows} aria-label="Sessions without lessons">
        {known.lessonFree.map((free) => (
          <li key={free.id} className={styles.row}>
            <span>
              {freeWords(free)} <span className={styles.quiet}>entered by {free.entered.name}</span>
            </span>
            {mayRecord && (
              <Button size="xs" variant="default" onClick={() => setRemoving(free)}>
                Take back<span className="visually-hidden"> {freeWords(free)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        opened={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title="Take back a session without lessons"
        confirmLabel="Take it back"
        pending={remove.isPending}
        error={remove.error}
        suggestions={['Entered by mistake', 'The timetable has changed']}
        onConfirm={(reason) =>
          removing !== undefined && remove.mutate({ params: { schoolId, freeId: removing.id }, body: { reason } })
        }
      />
    </>
  )
}

function freeWords({ yearGroup, group, weekday, half, from, to }: KnownFacts['lessonFree'][number]): string {
  const who = yearGroup === null ? (group?.name ?? '') : yearGroupName(yearGroup)
  const until = to === null ? '' : ` until ${longDay(to)}`
  return `${who}: no lessons on ${WEEKDAYS[weekday - 1]}, ${half === 'AM' ? 'morning' : 'afternoon'}, from ${longDay(from)}${until}`
}
