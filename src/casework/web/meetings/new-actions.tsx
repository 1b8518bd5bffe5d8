import { Button, Stack } from '@mantine/core'
import type { Day } from '../../../kernel/day.ts'
import { ChoiceField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { type Bound, fieldId } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import type { Participant } from '../../contract.ts'
import { called } from './meeting-words.ts'
import styles from './meetings.module.css'

/** An action as it is being typed at the table. */
export interface ActionDraft {
  readonly actionId: string
  readonly what: string
  readonly ownerId: string
  readonly due: string
}

/** Those that say something, as they are sent. */
export function actionsBody(drafts: readonly ActionDraft[], people: readonly Participant[]) {
  return drafts
    .filter(({ what }) => what.trim() !== '')
    .flatMap(({ actionId, what, ownerId, due }) => {
      const owner = people.find(({ id }) => id === ownerId)
      return owner === undefined ? [] : [{ actionId, what, owner, due: due as Day }]
    })
}

/** Who does what by when: a line for each, and one press for the next. */
export function NewActions({
  drafts,
  people,
  onChange,
  error,
}: {
  readonly drafts: readonly ActionDraft[]
  readonly people: readonly Participant[]
  readonly onChange: (drafts: readonly ActionDraft[]) => void
  /** What the server said of the field of one of them. */
  readonly error: (path: string) => string | undefined
}) {
  const change = (at: number, changed: Partial<ActionDraft>) =>
    onChange(drafts.map((one, place) => (place === at ? { ...one, ...changed } : one)))
  return (
    <fieldset className={styles.fieldset}>
      <legend>Actions</legend>
      <Stack gap="sm" mt="xs">
        {drafts.map((draft, at) => (
          <div key={draft.actionId} className={styles.row}>
            <TextField
              label={`What is to be done (${at + 1})`}
              {...bound(`actions.${at}.what`, {
                value: draft.what,
                onChange: (what) => change(at, { what }),
                error: error(`actions.${at}.what`),
              })}
            />
            <ChoiceField
              label="By whom"
              choices={people.map((one) => ({ value: one.id, label: called(one) }))}
              {...bound(`actions.${at}.owner`, {
                value: draft.ownerId,
                onChange: (ownerId) => change(at, { ownerId }),
                error: error(`actions.${at}.owner`),
              })}
            />
            <DayField
              label="By when"
              {...bound(`actions.${at}.due`, {
                value: draft.due,
                onChange: (due) => change(at, { due }),
                error: error(`actions.${at}.due`),
              })}
            />
          </div>
        ))}
        <div>
          <Button
            variant="default"
            onClick={() =>
              onChange([
                ...drafts,
                { actionId: newKey(), what: '', ownerId: people[0]?.id ?? '', due: drafts.at(-1)?.due ?? '' },
              ])
            }
          >
            Add an action
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}

/** What a field of one of the drafts needs to know. */
function bound(
  name: string,
  { value, onChange, error }: Pick<Bound<string>, 'value' | 'onChange'> & { readonly error: string | undefined },
): Bound<string> {
  return { id: fieldId(name), name, value, onChange, ...(error === undefined ? {} : { error }) }
}
