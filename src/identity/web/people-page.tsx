import { Button, Modal, TextInput } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useMay, useMe, useMySchool } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listPeople, ROLE_NAMES, someoneMayGiveAll } from '../contract.ts'
import { AddPerson } from './add-person.tsx'

type Person = Answer<typeof listPeople>['people'][number]

const filters = z.object({ find: z.string().optional() })

const COLUMNS: readonly Column<Person>[] = [
  {
    id: 'name',
    label: 'Name',
    cell: (person) => (
      <PageLink there={{ to: '/people/$personId', params: { personId: person.id } }}>{person.name}</PageLink>
    ),
    sortBy: (person) => person.name,
    onCard: 'title',
  },
  { id: 'position', label: 'Position', cell: (person) => positionsOf(person), sortBy: positionsOf },
  { id: 'roles', label: 'Roles', cell: (person) => rolesOf(person), sortBy: rolesOf },
  { id: 'email', label: 'E-mail address', cell: (person) => person.email ?? 'None: cannot sign in' },
]

export function Page() {
  const schoolId = useSchoolId()
  const school = useMySchool()
  const may = useMay()
  const [{ find = '' }, change] = useSearchState(filters)
  const [adding, setAdding] = useState(false)
  const people = useOperation(listPeople, { params: { schoolId } })
  const { person: me } = useMe()
  const mine = people.data?.people.find(({ id }) => id === me?.id)?.roles.map(({ role }) => role) ?? []
  return (
    <>
      <PageHeader
        title="People and roles"
        lead="Everybody who can sign in at this school, and what they are here. Nobody changes their own roles."
        actions={
          may('people.administer') && (
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              Add a person
            </Button>
          )
        }
      />
      <Answered question={people}>
        {(answer) => (
          <>
            {may('people.administer') && !someoneMayGiveAll(holdersOf(answer.people)) && <NobodyGivesAll />}
            <PeopleTable people={answer.people} find={find} onFind={(text) => change({ find: text })} />
          </>
        )}
      </Answered>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={`Add a person to ${school?.name ?? 'the school'}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <AddPerson by={mine} onClose={() => setAdding(false)} />
      </Modal>
    </>
  )
}

/** A school's head is not made by its office: until there is one, this says who makes the first. */
function NobodyGivesAll() {
  return (
    <p style={{ maxWidth: 'var(--fb-measure)' }}>
      Nobody here can give “Head” or “Safeguarding lead” yet, because nobody here sees what is confidential about
      pupils. Whoever runs this Firstbell appoints the head: <code>./firstbell appoint EMAIL "NAME" --roles head</code>.
    </p>
  )
}

function holdersOf(people: readonly Person[]) {
  return people.flatMap(({ id, roles }) => roles.map(({ role }) => ({ personId: id, role })))
}

function PeopleTable({
  people,
  find,
  onFind,
}: {
  readonly people: readonly Person[]
  readonly find: string
  readonly onFind: (text: string) => void
}) {
  const found = useMemo(() => people.filter((person) => fits(person, find)), [people, find])
  return (
    <>
      <TextInput
        label="Find"
        description="By name, position, role or address"
        type="search"
        value={find}
        onChange={(event) => onFind(event.currentTarget.value)}
        maw="24rem"
        mb="md"
      />
      <DataTable
        label="People"
        rows={found}
        rowKey={(person) => person.id}
        columns={COLUMNS}
        order={{ column: 'name', downward: false }}
        noun={['person', 'people']}
        empty={{ title: 'Nobody found', because: 'No name, position, role or address has that in it.' }}
      />
    </>
  )
}

function fits(person: Person, find: string): boolean {
  const words = find.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const text = [person.name, positionsOf(person), rolesOf(person), person.email ?? ''].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

function positionsOf(person: Person): string {
  return [...new Set(person.roles.map(({ position }) => position))].join('; ')
}

function rolesOf(person: Person): string {
  return person.roles.map(({ role }) => ROLE_NAMES[role]).join(', ')
}
