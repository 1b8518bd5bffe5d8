import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PersonAvatar } from '../../ui/components/person-avatar.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { demoSignIn, listDemoPeople, ROLE_NAMES, ROLES } from '../contract.ts'
import styles from './demo-people.module.css'

type Place = Answer<typeof listDemoPeople>['places'][number]
type Person = Place['people'][number]

/** The made-up people, school by school: one click signs in. */
export function DemoPeople() {
  const people = useOperation(listDemoPeople, {})
  const signIn = useAct(demoSignIn)
  return (
    <Answered question={people}>
      {({ places }) => (
        <>
          <ProblemAlert error={signIn.error} />
          {places.length === 0 && (
            <EmptyState
              title="Nobody is here yet"
              because="The demonstration’s school is still being made up. Reload in a few seconds."
            />
          )}
          {places.map((place) => (
            <PlacePeople
              key={place.id}
              place={place}
              pendingId={signIn.isPending ? signIn.variables.body.personId : undefined}
              onChoose={(personId) => signIn.mutate({ body: { personId } })}
            />
          ))}
        </>
      )}
    </Answered>
  )
}

function PlacePeople({
  place,
  pendingId,
  onChoose,
}: {
  readonly place: Place
  readonly pendingId: string | undefined
  readonly onChoose: (personId: Person['id']) => void
}) {
  const [all, setAll] = useState(false)
  const few = oneOfEach(place.people)
  const shown = all ? place.people : few
  const hidden = place.people.length - few.length
  return (
    <Section title={place.name} note={place.phase.charAt(0).toUpperCase() + place.phase.slice(1)}>
      <ul className={styles.cards}>
        {shown.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={styles.card}
              aria-busy={pendingId === person.id}
              onClick={() => onChoose(person.id)}
            >
              <PersonAvatar name={person.name} />
              <span className={styles.words}>
                <span className={styles.name}>{person.name}</span>
                <span className={styles.position}>{person.position}</span>
                <span className={styles.roles}>{rolesBeside(person)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button variant="subtle" size="sm" mt="xs" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show one of each role' : `Show ${hidden} more ${hidden === 1 ? 'person' : 'people'}`}
          <span className={styles.spoken}> of {place.name}</span>
        </Button>
      )}
    </Section>
  )
}

/** The roles, unless the position has said them already. */
function rolesBeside({ roles, position }: Person): string {
  const names = roles.map((role) => ROLE_NAMES[role])
  return names.length === 1 && names[0]?.toLowerCase() === position.toLowerCase() ? '' : names.join(', ')
}

/**
 * The first person of each set of roles, so that every point of view is there without a hundred tutors; teachers first, as
 * most who look round want to see a register taken.
 */
function oneOfEach(people: readonly Person[]): readonly Person[] {
  const seen = new Set<string>()
  const few = people.filter(({ roles }) => {
    const kind = [...roles].sort().join()
    if (seen.has(kind)) return false
    seen.add(kind)
    return true
  })
  const place = ({ roles }: Person) => Math.max(...roles.map((role) => ROLES.indexOf(role)))
  return few.sort((a, b) => place(a) - place(b))
}
