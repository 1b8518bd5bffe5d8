import { Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { GroupId, PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { whoIsHere } from '../../../register/contract.ts'
import { findPupils, nameHere, PLACE_LOOK, type PupilHere } from '../../../register/web/index.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { gateKind, recordSpotCheck } from '../../contract.ts'
import styles from './checks.module.css'

/** A spot check: look at a group in its lesson, or at a corridor, and press who is missing or was met. */
export function Page() {
  const schoolId = useSchoolId()
  const here = useOperation(whoIsHere, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <>
      <PageHeader
        above={<PageLink there={{ to: '/spot-checks' }}>Spot checks</PageLink>}
        title="New spot check"
        lead="Only pupils who are on site by the registers are offered: whoever is absent is followed up as absent."
      />
      <Answered question={here}>{(answer) => <Check here={answer} />}</Answered>
    </>
  )
}

type Here = Answer<typeof whoIsHere>

function Check({ here }: { readonly here: Here }) {
  const schoolId = useSchoolId()
  const go = useGo()
  const [key] = useState(newKey)
  const [kind, setKind] = useState<'group' | 'corridor'>('group')
  const [chosen, setChosen] = useState<ReadonlySet<PupilId>>(new Set())
  const act = useAct(recordSpotCheck, {
    onDone: ({ missing, already }) => {
      if (already.length > 0)
        notifications.show({ message: `${already.join(', ')}: being looked for already.`, autoClose: 8000 })
      if (missing === 0) notifications.show({ message: 'Written down: nobody was missing.' })
      go({ to: '/spot-checks' })
    },
  })
  const onSite = here.pupils.filter(({ place }) => gateKind(place) === 'on-site')
  const first = here.groups.find((group) => onSite.some((pupil) => pupil.groupId === group.groupId)) ?? here.groups[0]
  const fields = useFields({ groupId: (first?.groupId ?? '') as string, place: '' }, act.error)
  const { groupId } = fields.values
  const toggle = (pupilId: PupilId) =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(pupilId)) after.add(pupilId)
      return after
    })
  const save = fields.submit(({ place }) => {
    const body = { key, kind, place, pupilIds: [...chosen] }
    act.mutate({
      params: { schoolId },
      body: kind === 'corridor' || groupId === '' ? body : { ...body, groupId: groupId as GroupId },
    })
  })
  return (
    <form onSubmit={save}>
      <Stack gap="md" className={styles.form ?? ''}>
        <ProblemAlert error={act.error} />
        <SegmentedControl
          aria-label="What you looked at"
          value={kind}
          data={[
            { value: 'group', label: 'A lesson' },
            { value: 'corridor', label: 'A corridor or the grounds' },
          ]}
          onChange={(value) => {
            setKind(value === 'corridor' ? 'corridor' : 'group')
            setChosen(new Set())
          }}
        />
        {kind === 'group' && (
          <ChoiceField
            label="Whose lesson"
            choices={here.groups.map((group) => ({ value: group.groupId as string, label: group.groupName }))}
            {...fields.bind('groupId')}
          />
        )}
        <TextField
          label={kind === 'group' ? 'Which lesson, and where' : 'Where you were'}
          hint={kind === 'group' ? '“French, room 12”' : '“Stairs B, period 3”'}
          {...fields.bind('place')}
        />
      </Stack>
      {kind === 'group' ? (
        <Section title="Press whoever is missing" note={`${chosen.size} missing`}>
          <Names
            pupils={onSite.filter((pupil) => pupil.groupId === groupId)}
            chosen={chosen}
            onToggle={toggle}
            none="Nobody of this group is on site by the registers."
          />
        </Section>
      ) : (
        <Met pupils={onSite} chosen={chosen} onToggle={toggle} />
      )}
      <Group mt="md">
        <Button type="submit" size="md" loading={act.isPending}>
          {words(kind, chosen.size)}
        </Button>
      </Group>
    </form>
  )
}

function words(kind: 'group' | 'corridor', chosen: number): string {
  const pupils = chosen === 1 ? '1 pupil' : `${chosen} pupils`
  if (kind === 'corridor') return `Write down ${pupils} met`
  return chosen === 0 ? 'Write down: nobody missing' : `Look for ${pupils}`
}

interface Chosen {
  readonly pupils: readonly PupilHere[]
  readonly chosen: ReadonlySet<PupilId>
  readonly onToggle: (pupilId: PupilId) => void
}

function Names({ pupils, chosen, onToggle, none }: Chosen & { readonly none: string }) {
  if (pupils.length === 0) return <p className={styles.quiet}>{none}</p>
  return (
    <ul className={styles.names}>
      {pupils.map((pupil) => (
        <li key={pupil.pupilId}>
          <button type="button" aria-pressed={chosen.has(pupil.pupilId)} onClick={() => onToggle(pupil.pupilId)}>
            <span>{nameHere(pupil)}</span>
            <span className={styles.quiet}>
              {pupil.groupName}
              {pupil.place === 'late' && `, ${PLACE_LOOK.late.short}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** In a corridor there is no list to go by: find them by name. */
function Met({ pupils, chosen, onToggle }: Chosen) {
  const [text, setText] = useState('')
  const found = text.trim().length < 2 ? [] : findPupils(pupils, text)
  const met = pupils.filter(({ pupilId }) => chosen.has(pupilId))
  return (
    <Section title="Whom you met" note={`${chosen.size} met`}>
      <TextField
        id="met"
        name="met"
        optional
        label="Find a pupil"
        width={30}
        value={text}
        onChange={setText}
        autoComplete="off"
      />
      <Names
        pupils={[...met, ...found.filter((one) => !met.includes(one))]}
        chosen={chosen}
        onToggle={(pupilId) => {
          onToggle(pupilId)
          setText('')
        }}
        none="Type two letters: the initials, or the beginning of a name."
      />
    </Section>
  )
}
