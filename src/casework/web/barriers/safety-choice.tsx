import { Radio, Stack } from '@mantine/core'

/** Whether something that was answered is about the child's safety; undefined until somebody has said so. */
export type Safety = 'yes' | 'no' | undefined

/** Asked of whoever has read what was answered, with nothing chosen for them. */
export function SafetyChoice({
  value,
  onChange,
  error,
}: {
  readonly value: Safety
  readonly onChange: (value: Safety) => void
  readonly error?: string | undefined
}) {
  return (
    <Radio.Group
      label="Is anything in it about the child’s safety, or could it be?"
      description="Somebody hurts, touches or frightens them, at home or anywhere. They do not want to live, or hurt themselves. They keep a bad secret, or are hungry or alone at home. A hint or a joke counts too."
      value={value ?? null}
      onChange={(next) => onChange(next === 'yes' || next === 'no' ? next : undefined)}
      {...(error === undefined ? {} : { error })}
      maw="var(--fb-measure)"
    >
      <Stack gap="xs" my="xs">
        <Radio
          value="yes"
          label="Yes, or I am not sure"
          description="Only those who look after safety read it. Tell the safeguarding lead today as well."
        />
        <Radio
          value="no"
          label="No"
          description="It stands in the case, for everybody who works on it. What stands there cannot be hidden afterwards."
        />
      </Stack>
    </Radio.Group>
  )
}
