import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { carriedInWords, listMeetings, MEETING_NAMES, type MeetingLine } from '../../contract.ts'
import { CallSchoolMeeting } from './call-school-meeting.tsx'
import { MeetingPill } from './meeting-card.tsx'
import { ActionPill } from './open-actions.tsx'

type Listed = Answer<typeof listMeetings>

/** The school's meetings: about single children, about several, and what was agreed and is still open. */
export function Page() {
  const schoolId = useSchoolId()
  const go = useGo()
  const [calling, setCalling] = useState(false)
  const asked = useOperation(listMeetings, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Meetings"
        lead="A meeting about one child is called on the child’s case. Here are all of them, and those about several children."
        actions={
          asked.data?.may.record === true && (
            <Button onClick={() => setCalling(true)}>Call a meeting about several</Button>
          )
        }
      />
      <Answered question={asked}>{(of) => <Lists of={of} />}</Answered>
      {calling && (
        <CallSchoolMeeting
          onClose={() => setCalling(false)}
          onCalled={(meetingId) => go({ to: '/meetings/$meetingId', params: { meetingId } })}
        />
      )}
    </>
  )
}

function Lists({ of }: { readonly of: Listed }) {
  const single = of.meetings.filter(({ meeting }) => meeting.partOf === null)
  const open = single.filter(({ meeting }) => meeting.state === 'called')
  const over = single.filter(({ meeting }) => meeting.state !== 'called').toReversed()
  return (
    <>
      <Section title="About single children">
        <DataTable
          label="Meetings about single children"
          noun={['meeting', 'meetings']}
          rows={open}
          rowKey={({ meeting }) => meeting.meetingId}
          columns={singleColumns(of.today)}
          empty={{ title: 'None is called', because: 'Call one on the page of a child’s case.' }}
        />
      </Section>
      <Section title="About several children">
        <DataTable
          label="Meetings about several children"
          noun={['meeting', 'meetings']}
          rows={of.own}
          rowKey={({ meetingId }) => meetingId}
          columns={ownColumns(of.today)}
          empty={{
            title: 'None is called',
            because: 'Panels, and the meetings with the local authority, are called above.',
          }}
        />
      </Section>
      <Section title="Agreed and still to be done">
        <DataTable
          label="Open actions"
          noun={['action', 'actions']}
          rows={of.actions}
          rowKey={({ actionId }) => actionId}
          columns={actionColumns(of.today)}
          atFirst={15}
          empty={{
            title: 'Nothing is open',
            because: 'Actions that a meeting agrees are listed here until they are done.',
          }}
        />
      </Section>
      {over.length > 0 && (
        <Section title="Of the last eight weeks">
          <DataTable
            label="Meetings of the last eight weeks"
            noun={['meeting', 'meetings']}
            rows={over}
            rowKey={({ meeting }) => meeting.meetingId}
            columns={singleColumns(of.today)}
            atFirst={10}
            empty={{ title: 'None', because: '' }}
          />
        </Section>
      )}
    </>
  )
}

function singleColumns(today: string): readonly Column<MeetingLine>[] {
  return [
    {
      id: 'name',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ name }) => name,
      cell: ({ caseId, name, meeting: { meetingId } }) => (
        <PageLink there={{ to: '/cases/$caseId/meetings/$meetingId', params: { caseId, meetingId } }}>{name}</PageLink>
      ),
    },
    { id: 'place', label: 'Year and group', sortBy: ({ place }) => place, cell: ({ place }) => place },
    { id: 'kind', label: 'Kind', cell: ({ meeting }) => MEETING_NAMES[meeting.kind] },
    {
      id: 'when',
      label: 'When',
      sortBy: ({ meeting }) => `${meeting.day} ${meeting.time}`,
      cell: ({ meeting }) => `${shortDay(meeting.day)}, ${meeting.time}`,
    },
    { id: 'where', label: 'Where', cell: ({ meeting }) => meeting.place },
    {
      id: 'answers',
      label: 'Coming',
      cell: ({ meeting }) => {
        if (meeting.record !== null) return `${meeting.record.came.length} came`
        const asked = meeting.invited.filter(({ who }) => who === 'contact' || who === 'professional').length
        const coming = meeting.answers.filter(({ answer }) => answer === 'coming').length
        return `${coming} of ${asked}`
      },
    },
    { id: 'state', label: 'State', cell: ({ meeting }) => <MeetingPill meeting={meeting} today={today} /> },
  ]
}

function ownColumns(today: string): readonly Column<Listed['own'][number]>[] {
  return [
    {
      id: 'kind',
      label: 'Meeting',
      onCard: 'title',
      cell: ({ meetingId, kind }) => (
        <PageLink there={{ to: '/meetings/$meetingId', params: { meetingId } }}>{MEETING_NAMES[kind]}</PageLink>
      ),
    },
    {
      id: 'when',
      label: 'When',
      sortBy: ({ day, time }) => `${day} ${time}`,
      cell: ({ day, time }) => `${shortDay(day)}, ${time}`,
    },
    { id: 'where', label: 'Where', cell: ({ place }) => place },
    { id: 'children', label: 'Children', align: 'end', cell: ({ children }) => children },
    { id: 'state', label: 'State', cell: (meeting) => <MeetingPill meeting={meeting} today={today} /> },
  ]
}

function actionColumns(today: string): readonly Column<Listed['actions'][number]>[] {
  return [
    {
      id: 'what',
      label: 'What',
      onCard: 'title',
      cell: ({ what, carried }) => (carried === 0 ? what : `${what} (${carriedInWords({ carried })})`),
    },
    {
      id: 'pupil',
      label: 'Pupil',
      sortBy: ({ name }) => name,
      cell: ({ caseId, name }) => <PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>{name}</PageLink>,
    },
    { id: 'owner', label: 'By whom', sortBy: ({ owner }) => owner.name, cell: ({ owner }) => owner.name },
    { id: 'due', label: 'By when', sortBy: ({ due }) => due, cell: ({ due }) => shortDay(due) },
    { id: 'state', label: 'State', cell: (action) => <ActionPill action={action} today={today} /> },
  ]
}
