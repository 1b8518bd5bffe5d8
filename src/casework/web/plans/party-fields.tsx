import { Button, Fieldset, Group, Stack } from '@mantine/core'
import { CheckField, ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { PARTY_ROLES } from '../../contract/entries/plans.ts'
import { ROLE_NAMES } from '../../contract.ts'
import type { PartyDraft } from './plan-draft.ts'
import styles from './plans.module.css'

/** Who is in the plan, what each does, and who signs. */
export function PartyFields({
  parties,
  onChange,
}: {
  readonly parties: readonly PartyDraft[]
  readonly onChange: (parties: readonly PartyDraft[]) => void
}) {
  const change = (id: string, changed: Partial<PartyDraft>) =>
    onChange(parties.map((party) => (party.id === id ? { ...party, ...changed } : party)))
  const add = () =>
    onChange([...parties, { id: newKey(), role: 'other', name: '', contactId: null, signs: true, duties: '' }])
  return (
    <Fieldset legend="Who does what">
      <Stack gap="sm">
        {parties.map((party) => (
          <Party
            key={party.id}
            party={party}
            onChange={(changed) => change(party.id, changed)}
            onRemove={() => onChange(parties.filter(({ id }) => id !== party.id))}
          />
        ))}
        <Button variant="default" onClick={add} style={{ alignSelf: 'flex-start' }}>
          Add somebody
        </Button>
      </Stack>
    </Fieldset>
  )
}

function Party({
  party,
  onChange,
  onRemove,
}: {
  readonly party: PartyDraft
  readonly onChange: (changed: Partial<PartyDraft>) => void
  readonly onRemove: () => void
}) {
  const { id, role, name, contactId, signs, duties } = party
  return (
    <div className={styles.row}>
      <Group align="flex-end">
        {contactId === null ? (
          <>
            <ChoiceField
              id={`role-${id}`}
              name={`role-${id}`}
              label="Part"
              choices={PARTY_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
              value={role}
              onChange={(value) => onChange({ role: value })}
            />
            <TextField
              id={`name-${id}`}
              name={`name-${id}`}
              label="Name"
              width={40}
              value={name}
              onChange={(value) => onChange({ name: value })}
            />
          </>
        ) : (
          <p className={styles.who}>
            {name} <span className={styles.quiet}>({ROLE_NAMES[role]}, signs on the family page or on paper)</span>
          </p>
        )}
      </Group>
      <Stack gap="xs" mt="xs">
        <LongTextField
          id={`duties-${id}`}
          name={`duties-${id}`}
          label={`What ${name === '' ? 'they' : name} will do`}
          hint="One on each line, such as “Rings before 8.30 when it is a hard morning”."
          optional
          rows={2}
          value={duties}
          onChange={(value) => onChange({ duties: value })}
        />
        <Group>
          <CheckField
            id={`signs-${id}`}
            name={`signs-${id}`}
            label="The plan waits for their signature"
            value={signs}
            onChange={(value) => onChange({ signs: value })}
          />
          <Button variant="subtle" size="compact-sm" onClick={onRemove}>
            Take out<span className="visually-hidden"> {name}</span>
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
