import { Button, Group, Modal, Stack } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
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
import { ChoiceField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useMay, useMe } from '../../ui/me.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { endRole, grantRole, listPeople, makeSignInLink, ROLE_NAMES, type Role } from '../contract.ts'
import { HandOver } from './hand-over.tsx'
import { ROLE_CHOICES } from './role-choices.ts'

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
        if (person !== undefined) return <OnePerson person={person} back={back} />
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

function OnePerson({ person, back }: { readonly person: Person; readonly back: React.ReactNode }) {
  const may = useMay()
  const { person: me } = useMe()
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
        <Roles person={person} changes={changes} />
      </Section>
      {changes && person.email !== undefined && <SignInLink person={person} />}
      <Modal
        opened={giving}
        onClose={() => setGiving(false)}
        title={`Give ${person.name} a role`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <GiveRole person={person} onClose={() => setGiving(false)} />
      </Modal>
    </>
  )
}

function Roles({ person, changes }: { readonly person: Person; readonly changes: boolean }) {
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
    cell: (held) => (
      <Button variant="default" size="xs" onClick={() => setEnding(held)}>
        End “{ROLE_NAMES[held.role]}”
      </Button>
    ),
  }
  return (
    <>
      <DataTable
        label={`Roles of ${person.name}`}
        rows={person.roles}
        rowKey={(held) => held.role}
        columns={changes ? [...columns, button] : columns}
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

const BLANK: { role: Role; position: string } = { role: 'teacher', position: '' }

function GiveRole({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const grant = useAct(grantRole, { onDone: onClose })
  const fields = useFields(BLANK, grant.error)
  const params = { schoolId, personId: person.id }
  return (
    <form onSubmit={fields.submit((body) => grant.mutate({ params, body }))} noValidate>
      <Stack gap="md">
        <ProblemAlert error={grant.error} />
        <ChoiceField
          label="Role"
          hint="A role that they hold already gets the new position."
          choices={ROLE_CHOICES}
          {...fields.bind('role')}
        />
        <TextField label="Position" hint="What the school calls it: Tutor of 7A." {...fields.bind('position')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={grant.isPending}>
            Give the role
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function SignInLink({ person }: { readonly person: Person }) {
  const schoolId = useSchoolId()
  const make = useAct(makeSignInLink, { refreshes: [] })
  return (
    <Section title="Cannot sign in" card>
      <Stack gap="md" align="flex-start">
        <p style={{ margin: 0 }}>
          A new one-time link lets {person.name} choose a new password. Make sure that it is they who ask.
        </p>
        <ProblemAlert error={make.error} />
        <Button
          variant="default"
          leftSection={<IconKey size={18} aria-hidden />}
          loading={make.isPending}
          onClick={() => make.mutate({ params: { schoolId, personId: person.id } })}
        >
          Make a sign-in link
        </Button>
      </Stack>
      <Modal
        opened={make.data !== undefined}
        onClose={make.reset}
        title={`Sign-in link for ${person.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {make.data && <HandOver name={person.name} link={make.data} onClose={make.reset} />}
      </Modal>
    </Section>
  )
}
