import { Button, Group, Stack } from '@mantine/core'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { addPerson, type Role } from '../contract.ts'
import { HandOver } from './hand-over.tsx'
import { roleChoices, whyNotAll } from './role-choices.ts'

const BLANK: { name: string; email: string; role: Role; position: string } = {
  name: '',
  email: '',
  role: 'teacher',
  position: '',
}

/** The form, and after it the link to hand over: it is shown this once. `by`: the caller's own roles here. */
export function AddPerson({ by, onClose }: { readonly by: readonly Role[]; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const add = useAct(addPerson)
  const fields = useFields(BLANK, add.error)
  const { choices, beyond } = roleChoices(by)
  if (add.data?.link !== undefined) return <HandOver name={add.data.name} link={add.data.link} onClose={onClose} />
  if (add.data !== undefined) {
    return (
      <Stack gap="md">
        <p role="status">
          {add.data.name} was at this school before, and signs in as they did then. The role is added.
        </p>
        <Button onClick={onClose}>Done</Button>
      </Stack>
    )
  }
  return (
    <form onSubmit={fields.submit((body) => add.mutate({ params: { schoolId }, body }))} noValidate>
      <Stack gap="md">
        <ProblemAlert error={add.error} />
        <TextField label="Name" hint="As the registers will show it." autoComplete="off" {...fields.bind('name')} />
        <TextField label="School e-mail address" type="email" autoComplete="off" {...fields.bind('email')} />
        <ChoiceField label="Role" hint={whyNotAll(beyond)} choices={choices} {...fields.bind('role')} />
        <TextField
          label="Position"
          hint="What the school calls it: Tutor of 7A, Attendance officer. It stands beside the name in every record."
          {...fields.bind('position')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add the person
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
