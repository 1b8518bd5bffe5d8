import { ActionIcon, Group, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { timeText } from '../clock.tsx'

/** "As of 08:41", with a way to ask again. Give it the moment that the server put in its answer. */
export function Freshness({
  asOf,
  onRefresh,
  refreshing = false,
  failed = false,
}: {
  readonly asOf: Date | string
  readonly onRefresh?: () => void
  readonly refreshing?: boolean
  /** The last attempt to ask again did not work. */
  readonly failed?: boolean
}) {
  return (
    <Group gap={6} wrap="nowrap" display="inline-flex">
      <Text span size="sm" c={failed ? 'var(--fb-unauthorised-text)' : 'dimmed'}>
        As of {timeText(asOf)}
        {failed && ', could not be brought up to date'}
      </Text>
      {onRefresh && (
        <ActionIcon
          className="no-print"
          variant="subtle"
          color="gray"
          c="dimmed"
          size="md"
          loading={refreshing}
          aria-label="Bring up to date"
          onClick={onRefresh}
        >
          <IconRefresh size={17} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}
