import { Alert, Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { type PastedNames, readPastedNames } from '../../rules/screen/pasted-names.ts'
import { nameHere, type PupilHere } from '../desk/places.ts'

/** Adds everybody of a list copied from a spreadsheet or a message; says of which lines nobody, or several, could be meant. */
export function PasteNames({
  pupils,
  onAdd,
}: {
  readonly pupils: readonly PupilHere[]
  readonly onAdd: (more: readonly PupilHere[]) => void
}) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [read, setRead] = useState<PastedNames<PupilHere>>()
  const add = () => {
    const names = readPastedNames(text, pupils)
    onAdd(names.found)
    setRead(names)
    // What was found is chosen; what is left is what somebody has to look at.
    setText([...names.unknown, ...names.several.map(({ line }) => line)].join('\n'))
  }
  if (!open)
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        Paste a list
      </Button>
    )
  return (
    <Stack gap="xs" w="100%">
      <Textarea
        label="Names, one on each line"
        description="In either order, with or without the class."
        autosize
        minRows={3}
        maxRows={10}
        maw="var(--fb-measure)"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="sm">
        <Button variant="default" disabled={text.trim() === ''} onClick={add}>
          Add these pupils
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          Close the list
        </Button>
      </Group>
      <div role="status">{read !== undefined && <Read names={read} onAdd={onAdd} />}</div>
    </Stack>
  )
}

function Read({
  names,
  onAdd,
}: {
  readonly names: PastedNames<PupilHere>
  readonly onAdd: (more: readonly PupilHere[]) => void
}) {
  const { found, unknown, several } = names
  return (
    <Stack gap="xs">
      <span>{found.length === 1 ? '1 pupil was added.' : `${found.length} pupils were added.`}</span>
      {unknown.length > 0 && (
        <Alert color="orange" variant="light" title="Nobody on roll has these names">
          {unknown.join('; ')}
        </Alert>
      )}
      {several.map(({ line, pupils }) => (
        <Alert key={line} color="orange" variant="light" title={`Who is meant by “${line}”?`}>
          <Group gap="xs">
            {pupils.map((pupil) => (
              <Button key={pupil.pupilId} size="xs" variant="default" onClick={() => onAdd([pupil])}>
                {nameHere(pupil)}
                {pupil.groupName !== null && `, ${pupil.groupName}`}
              </Button>
            ))}
          </Group>
        </Alert>
      ))}
    </Stack>
  )
}
