import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { HANDED_TO, handSearchOver, recordSearch, type SearchShown, tellOfSearch } from '../../contract.ts'

interface Asked {
  readonly search: SearchShown
  readonly onClose: () => void
}

function useSearchParams({ checkId, pupilId }: SearchShown) {
  return { schoolId: useSchoolId(), checkId, pupilId }
}

const seenOf = ({ steps }: SearchShown) => steps.at(-1)?.number ?? 0

type Outcome = 'found' | 'left-site' | 'not-found' | 'mistake'

const ASKS: Readonly<Record<Outcome, { readonly place: string; readonly person: string; readonly says: string }>> = {
  found: { place: 'Where they were found', person: 'Who saw them', says: 'Then tell the family.' },
  'left-site': {
    place: 'Where they were last seen',
    person: 'Who saw them leave',
    says: 'They are signed out: “who is on site” and the evacuation roll will say that they left. The mark stays.',
  },
  'not-found': {
    place: 'Where was looked',
    person: 'Who looked',
    says: 'The safeguarding lead gets this on the work list at once.',
  },
  mistake: {
    place: 'Where they were all along',
    person: 'Who says so',
    says: 'Nobody is missing, and no family is told.',
  },
}

export function OutcomeDialog({
  search,
  outcome,
  title,
  onClose,
}: Asked & { readonly outcome: Outcome; readonly title: string }) {
  const params = useSearchParams(search)
  const [key] = useState(newKey)
  const act = useAct(recordSearch, { onDone: onClose })
  const fields = useFields({ place: '', person: '', words: '' }, act.error)
  const asks = ASKS[outcome]
  const save = fields.submit((values) =>
    act.mutate({ params, body: { key, seen: seenOf(search), outcome, ...values } }),
  )
  return (
    <Dialog title={`${title}: ${search.name}`} onClose={onClose}>
      <form onSubmit={save}>
        <Stack>
          <ProblemAlert error={act.error} />
          <Text size="sm">{asks.says}</Text>
          <TextField autoFocus label={asks.place} {...fields.bind('place')} />
          <TextField optional label={asks.person} {...fields.bind('person')} />
          <LongTextField optional rows={2} label="What else to know" {...fields.bind('words')} />
          <Foot save="Write it down" pending={act.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  )
}

/** By a message in fixed words, or by a call that somebody made. */
export function TellDialog({ search, onClose }: Asked) {
  const params = useSearchParams(search)
  const [way, setWay] = useState<'message' | 'call'>('message')
  const act = useAct(tellOfSearch, { onDone: onClose })
  const fields = useFields({ person: '', words: '' }, act.error)
  const seen = seenOf(search)
  const gone = search.state !== 'found'
  const save = fields.submit((values) =>
    act.mutate({ params, body: way === 'message' ? { way, seen } : { way, seen, ...values } }),
  )
  return (
    <Dialog title={`Tell the family of ${search.name}`} onClose={onClose}>
      <form onSubmit={save}>
        <Stack>
          <ProblemAlert error={act.error} />
          <SegmentedControl
            aria-label="How"
            value={way}
            data={[
              { value: 'message', label: 'Send a message' },
              { value: 'call', label: 'I have rung them' },
            ]}
            onChange={(value) => setWay(value === 'call' ? 'call' : 'message')}
          />
          {way === 'message' ? (
            <Text size="sm">
              {gone
                ? 'To the first contact who may be told: “came to school today, and we do not know where they are now. Please ring.” It goes at once, whatever else they were sent today.'
                : 'To the first contact who may be told: “was not in a lesson, and is now back, safe. Could we talk about why?”'}{' '}
              The office words it under Templates.
            </Text>
          ) : (
            <>
              <TextField label="Whom you spoke with" {...fields.bind('person')} />
              <LongTextField optional rows={2} label="What they said" {...fields.bind('words')} />
            </>
          )}
          <Foot save={way === 'message' ? 'Send it' : 'Write it down'} pending={act.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  )
}

export function HandOverDialog({ search, onClose }: Asked) {
  const params = useSearchParams(search)
  const act = useAct(handSearchOver, { onDone: onClose })
  const fields = useFields({ to: HANDED_TO[0] as (typeof HANDED_TO)[number], words: '' }, act.error)
  const save = fields.submit((values) => act.mutate({ params, body: { seen: seenOf(search), ...values } }))
  return (
    <Dialog title={`Who looks for ${search.name} now`} onClose={onClose}>
      <form onSubmit={save}>
        <Stack>
          <ProblemAlert error={act.error} />
          <ChoiceField
            label="Handed over to"
            choices={HANDED_TO.map((to) => ({ value: to, label: to.charAt(0).toUpperCase() + to.slice(1) }))}
            {...fields.bind('to')}
          />
          <LongTextField rows={2} label="What they were told, and their reference" {...fields.bind('words')} />
          <Foot save="Write it down" pending={act.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  )
}

function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {children}
    </Modal>
  )
}

function Foot({
  save,
  pending,
  onClose,
}: {
  readonly save: string
  readonly pending: boolean
  readonly onClose: () => void
}) {
  return (
    <Group>
      <Button type="submit" loading={pending}>
        {save}
      </Button>
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
    </Group>
  )
}
