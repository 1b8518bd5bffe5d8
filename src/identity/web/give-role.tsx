import { Button, Group, Stack } from '@mantine/core'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { gainsGuarded, grantRole, type listPeople, type Role } from '../contract.ts'
import { HandOver } from './hand-over.tsx'
import { roleChoices, whyNotAll } from './role-choices.ts'

type Person = Answer<typeof listPeople>['people'][number]

const BLANK: { role: Role; position: string } = { role: 'teacher', position: '' }

/** The form, and after it the link to hand over where the role started the account afresh: it is shown this once. */
export function GiveRole({
  person,
  by,
  onClose,
}: {
  readonly person: Person
  /** The caller's own roles here. */
  readonly by: readonly Role[]
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const grant = useAct(grantRole, { onDone: ({ link }) => link === undefined && onClose() })
  const fields = useFields(BLANK, grant.error)
  const params = { schoolId, personId: person.id }
  const { choices, beyond } = roleChoices(by)
  const held = person.roles.map(({ role }) => role)
  const afresh = person.email !== undefined && gainsGuarded(held, fields.values.role)
  if (grant.data?.link !== undefined) return <HandOver name={person.name} link={grant.data.link} onClose={onClose} />
  return (
    <form onSubmit={fields.submit((body) => grant.mutate({ params, body }))} noValidate>
      <Stack gap="md">
        <ProblemAlert error={grant.error} />
        <ChoiceField
          label="Role"
          hint={`A role that they hold already gets the new position. ${whyNotAll(beyond)}`}
          choices={choices}
          {...fields.bind('role')}
        />
        <TextField label="Position" hint="What the school calls it: Tutor of 7A." {...fields.bind('position')} />
        {afresh && (
          <p style={{ margin: 0 }}>
            With this role they see more than everybody who could make a sign-in link for them until now. So their
            password, second factor and sign-ins end, and you get a new link to hand to them.
          </p>
        )}
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
