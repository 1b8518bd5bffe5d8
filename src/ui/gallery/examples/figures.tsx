import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Freshness } from '../../components/freshness.tsx'
import { Percentage } from '../../components/percentage.tsx'
import { StatCard, StatCards } from '../../components/stat-card.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { TimeLeft } from '../../components/time-left.tsx'
import type { Example } from '../example.ts'

function ShowFigures() {
  const [opened, why] = useDisclosure(false)
  return (
    <Stack>
      <Stack gap={4}>
        <Percentage count={182} of={190} what="attendance of Amira Khan" onExplain={why.open} />
        <Percentage count={271_930} of={284_120} />
        <Percentage count={0} of={0} />
      </Stack>
      <StatCards>
        <StatCard label="Registers missing" value="3" now note="Morning closed at 09:30" />
        <StatCard label="Absent without a reason" value="12" note="5 more than last Monday" />
        <StatCard label="On site now" value="842" note={<Freshness asOf="2026-11-23T08:41:00Z" />} />
        <StatCard label="Attendance this week" value="93.9 %" note="3,944 of 4,200 sessions" />
      </StatCards>
      <Modal opened={opened} onClose={why.close} title="Why this figure?" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Text>182 sessions attended of 190 possible, from 2 September to 20 November 2026.</Text>
      </Modal>
    </Stack>
  )
}

export const figures: Example = { title: 'Figures', file: 'percentage.tsx, stat-card.tsx', Show: ShowFigures }

function ShowStates() {
  return (
    <Stack>
      <Group gap="xs">
        <StatusPill tone="now">Not taken</StatusPill>
        <StatusPill tone="waiting">Being taken</StatusPill>
        <StatusPill tone="done">Taken 08:41</StatusPill>
        <StatusPill tone="changed">Amended</StatusPill>
        <StatusPill tone="problem">2 days overdue</StatusPill>
        <StatusPill tone="quiet">No session</StatusPill>
      </Group>
      <Group gap="xs">
        <MinutesFromNow minutes={192} />
        <MinutesFromNow minutes={24} />
        <MinutesFromNow minutes={6} />
        <MinutesFromNow minutes={-5} />
      </Group>
      <Group gap="lg">
        <Freshness asOf="2026-11-23T08:41:00Z" onRefresh={() => undefined} />
        <Freshness asOf="2026-11-23T08:12:00Z" failed onRefresh={() => undefined} />
      </Group>
      <Group>
        <Button>Save the register</Button>
        <Button color="brass">Take the register now</Button>
        <Button variant="default">Mark the rest present</Button>
        <Button variant="light">Remind</Button>
        <Button variant="subtle">Undo</Button>
        <Button disabled>Not yet</Button>
      </Group>
    </Stack>
  )
}

const OPENED_AT = Date.now()

function MinutesFromNow({ minutes }: { readonly minutes: number }) {
  return <TimeLeft closesAt={new Date(OPENED_AT + minutes * 60_000).toISOString()} />
}

export const states: Example = {
  title: 'States, time and buttons',
  file: 'status-pill.tsx, time-left.tsx, freshness.tsx',
  Show: ShowStates,
}
