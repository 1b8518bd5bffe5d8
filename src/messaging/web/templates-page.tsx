import type { Answer } from '../../kernel/operation.ts'
import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { languageName, listTemplates } from '../contract.ts'
import { CHANNEL_WORDS } from './words.ts'

type Row = Answer<typeof listTemplates>['templates'][number]

/** The wordings of a school’s messages, each with its languages and what still waits to be checked. */
export function Page() {
  const schoolId = useSchoolId()
  const mayWrite = useMay()('messages.templates')
  const asked = useOperation(listTemplates, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Templates of messages"
        above={<PageLink there={{ to: '/messages' }}>Messages</PageLink>}
        lead="What messages to families say. A translation goes out only after somebody who speaks the language has said that it is right; until then the family is written to in English."
        actions={mayWrite && <PageButton there={{ to: '/new-message-template' }}>New template</PageButton>}
      />
      <p>
        <PageLink there={{ to: '/letter-layout' }}>How letters look on paper</PageLink>
      </p>
      <Answered question={asked}>
        {({ templates }) => (
          <DataTable
            label="Templates of messages"
            noun={['template', 'templates']}
            rows={templates}
            rowKey={({ key }) => key}
            columns={COLUMNS}
            empty={{ title: 'No templates', because: 'There are always the standard ones.' }}
          />
        )}
      </Answered>
    </>
  )
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    label: 'Template',
    onCard: 'title',
    cell: ({ key, name }) => <PageLink there={{ to: '/message-templates/$key', params: { key } }}>{name}</PageLink>,
    sortBy: ({ name }) => name,
  },
  { id: 'purpose', label: 'What for', cell: ({ purpose }) => purpose },
  {
    id: 'goes',
    label: 'Goes by',
    cell: ({ texts }) => [...new Set(texts.map(({ channel }) => CHANNEL_WORDS[channel]))].join(', '),
  },
  {
    id: 'languages',
    label: 'Languages',
    cell: ({ texts }) => [...new Set(texts.map(({ language }) => languageName(language)))].join(', '),
  },
  {
    id: 'unchecked',
    label: 'To be checked',
    cell: ({ texts }) =>
      [
        ...new Set(
          texts
            .filter((one) => one.checkedBy === null && one.language !== 'en')
            .map((one) => languageName(one.language)),
        ),
      ].join(', '),
    isBlank: ({ texts }) => !texts.some((one) => one.checkedBy === null && one.language !== 'en'),
  },
  {
    id: 'version',
    label: 'Wording',
    cell: ({ version, retired }) =>
      retired ? 'Not used any more' : version === 0 ? 'Standard' : `The school’s own, version ${version}`,
  },
]
