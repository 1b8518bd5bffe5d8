import { Button, Group, Pill, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { useOperation } from '../../ui/use-operation.ts'
import { searchPupils } from '../contract.ts'

export interface Chosen {
  readonly id: PupilId
  readonly name: string
}

/** Pupils one by one, found by any of their names or by their class. */
export function PupilChooser({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Chosen[]
  readonly onChange: (chosen: readonly Chosen[]) => void
}) {
  const schoolId = useSchoolId()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const found = useOperation(
    searchPupils,
    { params: { schoolId }, querystring: { text: asked, limit: 8 } },
    { when: asked.length > 1, keepLast: true },
  )
  const others = (found.data?.pupils ?? []).filter(({ id }) => !chosen.some((one) => one.id === id))
  return (
    <div>
      <TextInput
        label="Find a pupil"
        description="By any name or by class. Press a name to add it, or Enter for the first."
        id="field-pupilIds"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = others
          if (event.key !== 'Enter') return
          // Enter takes the first that was found, and never sends the form that this is in.
          event.preventDefault()
          if (first === undefined || asked !== text.trim() || found.isPlaceholderData) return
          onChange([...chosen, { id: first.id, name: fullName(first.preferredName, first.familyName) }])
          setText('')
        }}
      />
      {asked.length > 1 && (
        <Group gap={6} mt="xs" role="group" aria-label="Pupils found">
          {others.map((pupil) => {
            const name = fullName(pupil.preferredName, pupil.familyName)
            return (
              <Button
                key={pupil.id}
                size="xs"
                variant="default"
                onClick={() => {
                  onChange([...chosen, { id: pupil.id, name }])
                  setText('')
                }}
              >
                {name}
                {pupil.group !== null && `, ${pupil.group}`}
              </Button>
            )
          })}
          {found.data !== undefined && others.length === 0 && (
            <Text c="dimmed">Nobody else is found by “{asked}”.</Text>
          )}
        </Group>
      )}
      <Text mt="xs" aria-live="polite">
        {chosen.length === 0 ? 'Nobody chosen yet.' : chosen.length === 1 ? '1 pupil:' : `${chosen.length} pupils:`}
      </Text>
      <Group gap={6} mt={4}>
        {chosen.map((pupil) => (
          <Pill
            key={pupil.id}
            withRemoveButton
            removeButtonProps={{ 'aria-label': `Take ${pupil.name} away`, 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => onChange(chosen.filter(({ id }) => id !== pupil.id))}
          >
            {pupil.name}
          </Pill>
        ))}
      </Group>
    </div>
  )
}
