import { IconMail, IconTemplate } from '@tabler/icons-react'
import { lazy } from 'react'
import { defineScreens } from '../../ui/screen.ts'

/** What a pupil’s family was sent lately, with the way to the whole, for the pupil’s page. */
export const PupilMessages = lazy(() =>
  import('./pupil-messages.tsx').then(({ PupilMessages }) => ({ default: PupilMessages })),
)

/** Says that a letter came back, wherever letters are listed. */
export const CameBack = lazy(() => import('./came-back.tsx').then(({ CameBack }) => ({ default: CameBack })))

export const messagingScreens = defineScreens([
  {
    path: '/messages',
    title: 'Messages',
    may: 'messages.view',
    nav: { section: 'today', label: 'Messages', icon: IconMail, may: 'messages.view', order: 60 },
    load: () => import('./messages-page.tsx'),
  },
  { path: '/outbox', title: 'Send by hand and print', may: 'messages.send', load: () => import('./outbox-page.tsx') },
  {
    path: '/message-templates',
    title: 'Templates of messages',
    may: 'messages.view',
    nav: { section: 'school', label: 'Message templates', icon: IconTemplate, may: 'messages.templates', order: 40 },
    load: () => import('./templates-page.tsx'),
  },
  { path: '/letter-layout', title: 'Layout of letters', may: 'messages.view', load: () => import('./layout-page.tsx') },
  {
    path: '/new-message-template',
    title: 'New template',
    may: 'messages.templates',
    load: () => import('./new-template-page.tsx'),
  },
  {
    path: '/message-templates/$key',
    title: 'Template of a message',
    may: 'messages.view',
    load: () => import('./template-page.tsx'),
  },
  {
    path: '/pupils/$pupilId/messages',
    title: 'Messages about a pupil',
    may: 'messages.view',
    load: () => import('./pupil-page.tsx'),
  },
])
