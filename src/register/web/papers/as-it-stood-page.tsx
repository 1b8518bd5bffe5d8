import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { parseDay } from '../../../kernel/day.ts'
import { fullName } from '../../../kernel/names.ts'
import { momentShape } from '../../../kernel/shapes.ts'
import { momentAt, parseTimeOfDay } from '../../../kernel/time-of-day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSearchState } from '../../../ui/address/use-address.ts'
import { dayText, longDayText, timeText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { DataTable } from '../../../ui/components/data-table.tsx'
import { DayField, TimeField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { registerParams } from '../../contract/shapes.ts'
import { registerAsItStood } from '../../contract.ts'
import { actorWords, momentWords } from '../pupil/change-words.ts'
import { STATE_LOOK } from '../state-look.ts'

const search = z.object({ at: momentShape.optional() })

/** A register as it stood at a moment of one's choosing, by replaying the journal up to it. */
export function Page() {
  const address = usePageParams(registerParams)
  const [state, setState] = useSearchState(search)
  const now = useNow(60)
  const [opened] = useState(() => now.toISOString())
  const at = state.at ?? opened
  const asked = useOperation(registerAsItStood, { params: address, querystring: { at } }, { keepLast: true })
  const { groupId, day, half } = address as { groupId: string; day: string; half: string }
  return (
    <Answered question={asked}>
      {(register) => (
        <>
          <PageHeader
            title={`${register.group.name}, ${register.half === 'AM' ? 'morning' : 'afternoon'} of ${longDayText(`${register.day}T12:00:00Z`)}`}
            above={
              <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
                The register now
              </PageLink>
            }
            lead={
              <>
                As it stood on {momentWords(register.at)}{' '}
                <StatusPill tone={STATE_LOOK[register.state].tone}>{STATE_LOOK[register.state].word}</StatusPill>
              </>
            }
          />
          <Stack gap="md">
            <MomentPicker key={at} at={at} onChoose={(moment) => setState({ at: moment })} />
            <DataTable
              label="Marks as they stood"
              noun={['pupil', 'pupils']}
              rows={register.lines}
              rowKey={({ pupilId }) => pupilId}
              empty={{ title: 'Nobody', because: 'No pupil was in this group on that day.' }}
              columns={[
                {
                  id: 'name',
                  label: 'Pupil',
                  onCard: 'title',
                  cell: ({ preferredName, familyName }) => fullName(preferredName, familyName),
                },
                { id: 'mark', label: 'Mark', cell: ({ mark }) => <CodeBadge code={mark?.code ?? '-'} /> },
                {
                  id: 'by',
                  label: 'Made by',
                  cell: ({ mark }) => (mark === null ? 'Nobody yet' : actorWords(mark.by)),
                },
                { id: 'at', label: 'At', cell: ({ mark }) => (mark === null ? '' : momentWords(mark.at)) },
                { id: 'reason', label: 'Reason', cell: ({ mark }) => mark?.reason ?? '' },
              ]}
            />
          </Stack>
        </>
      )}
    </Answered>
  )
}

function MomentPicker({ at, onChoose }: { readonly at: string; readonly onChoose: (moment: string) => void }) {
  const [day, setDay] = useState(dayText(at))
  const [time, setTime] = useState(timeText(at))
  const chosen = { day: parseDay(day), time: parseTimeOfDay(time) }
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.day !== undefined && chosen.time !== undefined) onChoose(momentAt(chosen.day, chosen.time))
      }}
    >
      <Group align="flex-end" gap="sm">
        <DayField id="stood-day" name="day" label="On" value={day} onChange={setDay} />
        <TimeField id="stood-time" name="time" label="At" value={time} onChange={setTime} />
        <Button type="submit" variant="default">
          Show the register then
        </Button>
      </Group>
    </form>
  )
}
