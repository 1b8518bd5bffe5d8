import { Box } from '@mantine/core'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { DataTable } from '../../../ui/components/data-table.tsx'
import { Section } from '../../../ui/components/section.tsx'
import type { listRegisters } from '../../contract.ts'
import { UnmarkedNames } from './unmarked-names.tsx'

type Earlier = Answer<typeof listRegisters>['earlier'][number]

/** Closed registers of the last days in which somebody has no mark. The clock does not know what is true of them: people do. */
export function EarlierBlanks({ registers }: { readonly registers: readonly Earlier[] }) {
  if (registers.length === 0) return null
  return (
    <Box mt="xl">
      <Section title="Pupils without a mark on earlier days">
        <p>
          They joined after the register had closed, or it was closed without them. Open the pupil and amend the mark to
          what is true.
        </p>
        <DataTable
          label="Closed registers of earlier days with pupils without a mark"
          noun={['register', 'registers']}
          rows={registers}
          rowKey={({ groupId, day, half }) => `${groupId} ${day} ${half}`}
          empty={{ title: 'None', because: 'Every closed register of the last days has a mark for everybody.' }}
          columns={[
            {
              id: 'register',
              label: 'Register',
              onCard: 'title',
              sortBy: ({ day, half, groupName }) => `${day} ${half} ${groupName}`,
              cell: ({ groupId, groupName, day, half }) => (
                <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
                  {groupName}, {shortDay(day)}, {half === 'AM' ? 'morning' : 'afternoon'}
                </PageLink>
              ),
            },
            {
              id: 'pupils',
              label: 'Without a mark',
              cell: ({ notMarked, unmarked }) =>
                unmarked.length === 0 ? `${notMarked}` : <UnmarkedNames pupils={unmarked} />,
            },
          ]}
        />
      </Section>
    </Box>
  )
}
