import { Button, Group, Modal, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { personIdShape } from '../../kernel/shapes.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay, useMe } from '../../ui/me.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { endRole, listPeople, mayGive, ROLE_NAMES, type Role } from '../contract.ts'
import { GiveRole } from './give-role.tsx'
import { SigningInOf } from './signing-in-of.tsx'

type Person = Answer<typeof listPeople>['people'][number]
type Held = Person['roles'][number]

const pageParams = z.object({ personId: personIdShape })

export function Page() {
  const schoolId = useSchoolId()
  const { personId } = usePageParams(pageParams)
  const people = useOperation(listPeople, { params: { schoolId } })
  const back = <PageLink there={{ to: '/people' }}>People and roles</PageLink>
  return (
    <Answered question={people}>
      {(answer) => {
        const person = answer.people.find((one) => one.id === personId)
        if (person !== undefined) return <OnePerson person={person} people={answer.people} back={back} />
        return (
          <>
            <PageHeader title="Not here" above={back} />
            <EmptyState
              title="This person holds no role here"
              because="Their last role has ended. Add them again to give them one."
            />
          </>
        )
      }}
    </Answered>
  )
}

function OnePerson({
  person,
  people,
  back,
}: {
  readonly person: Person
  readonly people: readonly Person[]
  readonly back: React.ReactNode
}) {
  const may = useMay()
  const { person: me } = useMe()
  const mine = people.find((one) => one.id === me?.id)?.roles.map(({ role }) => role) ?? []
  const [giving, setGiving] = useState(false)
  const self = me?.id === person.id
  const changes = may('people.administer') && !self
  return (
    <>
      <PageHeader
        title={person.name}
        above={back}
        lead={person.email ?? 'No e-mail address: cannot sign in.'}
        actions={
          changes && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setGiving(true)}>
              Give a role
            </Button>
          )
        }
      />
      <Section
        title="Roles"
        note={
          self &&
          may('people.administer') &&
          'Another administrator changes your roles: nobody does that for themselves.'
        }
      >
        <Roles person={person} by={changes ? mine : []} />
      </Section>
      {changes && person.email !== undefined && person.roles.length > 0 && (
        <SigningInOf personId={person.id} name={person.name} />
      )}
      <Modal
        opened={giving}
        onClose={() => setGiving(false)}
        title={`Give ${person.name} a role`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <GiveRole person={person} by={mine} onClose={() => setGiving(false)} />
      </Modal>
    </>
  )
}

/** `by`: the caller's own roles here, which say what they may end; none where they change nothing. */
function Roles({ person, by }: { readonly person: Person; readonly by: readonly Role[] }) {
  const schoolId = useSchoolId()
  const [ending, setEnding] = useState<Held>()
  const end = useAct(endRole, { onDone: () => setEnding(undefined) })
  const close = () => {
    end.reset()
    setEnding(undefined)
  }
  const columns: Column<Held>[] = [
    { id: 'role', label: 'Role', cell: ({ role }) => ROLE_NAMES[role], onCard: 'title' },
    { id: 'position', label: 'Position', cell: ({ position }) => position },
    { id: 'since', label: 'Since', cell: ({ since }) => longDayText(since) },
  ]
  const button: Column<Held> = {
    id: 'end',
    label: 'End',
    onCard: 'bare',
    cell: (held) =>
      mayGive(by, held.role) ? (
        <Button variant="default" size="xs" onClick={() => setEnding(held)}>
          End “{ROLE_NAMES[held.role]}”
        </Button>
      ) : (
        'Ended by somebody who holds such a role'
      ),
  }
  return (
    <>
      <DataTable
        label={`Roles of ${person.name}`}
        rows={person.roles}
        rowKey={(held) => held.role}
        noun={['role', 'roles']}
        columns={by.length > 0 ? [...columns, button] : columns}
        empty={{ title: 'No role', because: 'The last one has ended.' }}
      />
      <Modal
        opened={ending !== undefined}
        onClose={close}
        title="End a role"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {ending && (
          <Stack gap="md">
            <ProblemAlert error={end.error} />
            <p style={{ margin: 0 }}>
              From now on {person.name} is no longer {ROLE_NAMES[ending.role]} ({ending.position}) here. What they did
              stays in the records under that position.
            </p>
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Go back
              </Button>
              <Button
                loading={end.isPending}
                onClick={() => end.mutate({ params: { schoolId, personId: person.id }, body: { role: ending.role } })}
              >
                End the role
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}
