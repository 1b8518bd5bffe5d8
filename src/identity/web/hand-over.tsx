import { Button, CopyButton, Stack, TextInput } from '@mantine/core'
import { longDayText } from '../../ui/clock.tsx'

/** A one-time link, for the person it is for. It is not kept anywhere: closing this loses it. */
export function HandOver({
  name,
  link,
  onClose,
}: {
  readonly name: string
  readonly link: { readonly address: string; readonly until: string }
  readonly onClose: () => void
}) {
  return (
    <Stack gap="md">
      <p role="status" style={{ margin: 0 }}>
        Give this link to {name}, and to nobody else: whoever opens it first chooses the password. It works once, until{' '}
        {longDayText(link.until)}, and is not shown again.
      </p>
      <TextInput
        label="Link"
        value={link.address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'monospace' } }}
      />
      <CopyButton value={link.address}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the link'}</Button>}
      </CopyButton>
      <Button variant="default" onClick={onClose}>
        Done
      </Button>
    </Stack>
  )
}
