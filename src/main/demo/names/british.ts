import type { NameStock } from './name-stock.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Given and family names found over most of England. No name of a person in the project's source documents is among them. */
export const ENGLISH: NameStock = {
  girls:
    words(`Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Daisy Evie Poppy Elsie Phoebe
    Maisie Matilda Evelyn Harriet Ella Millie Ruby Sienna Alice Charlotte Emily Jessica Imogen Georgia Scarlett Lottie Eliza
    Martha Thea Bonnie Penelope Aurora Chloe Holly Abigail Zara Lexi Amber Eleanor Beatrice Lola Summer Heidi Nancy Esme Darcie
    Tabitha Jasmine Clara Robyn Skye Mabel Paige Tilly Honey Lacey Bethany Lucy Niamh Autumn Ottilie Madison Keira Kayleigh
    Demi-Leigh Ellie-Mae Lilly-Rose Gracie-Lou Amelia-Jane Summer-Rose Ebony Tia Courtney Molly Bella Orla Hettie Edie`),
  boys: words(`Oliver Noah Leo Arthur Oscar Henry Freddie Theo Archie Alfie Charlie Teddy Jack Finley Louie Harrison Reggie Albie
    Ronnie Toby Jude Rory Ethan Max Isaac Lucas Harry Thomas Joshua Samuel Daniel Edward Sebastian Ezra Hugo Elijah Mason
    Caleb Jenson Stanley Frankie Bobby Riley Jaxon Kai Hunter Dexter Ralph Felix Otis Rowan Nathaniel Benjamin Zachary Callum
    Connor Kian Tyler Logan Luca Harvey Blake Vinnie Tommy-Lee Alfie-James Jayden Kaiden Corey Brandon Ashton Ellis Spencer
    Rafferty Barnaby Monty Digby Wilfred Ernest Chester Lenny Buddy Ollie Jesse Dominic Elliot Laurence Miles Quentin Zac`),
  families: words(`Abbott Ackroyd Alderson Appleby Armitage Ashdown Aspinall Atherton Attwood Aylward Bagshaw Bainbridge
    Baldry Banfield Barraclough Bastable Baverstock Beaumont Beckwith Bellamy Benbow Bickerstaff Birtwistle Blackmore Blenkinsop
    Bloxham Bosworth Bracewell Braithwaite Bramley Brereton Broadbent Brocklehurst Burrage Butterworth Cadwallader Calloway
    Capstick Cartledge Catchpole Cawthorne Chadwick Charlesworth Chilvers Claringbold Cleverley Clutterbuck Cobbold Colclough
    Copestake Cornforth Cotterill Coverdale Crabtree Cranswick Critchlow Crowhurst Culpepper Cutbush Dabney Darlow Daubney Dewhurst
    Dimmock Dingley Dobson Dowsett Drabble Duckworth Dunmore Durrant Eastwood Eccleston Eddowes Elphick Entwistle Everard
    Fairbairn Fairclough Farnsworth Faulkner Fazackerley Featherstone Fenwick Fletcher Flowerday Fothergill Foxall Frobisher
    Furnell Gadsby Garside Gathercole Gilfoyle Goddard Goldthorpe Goodfellow Greatorex Greenhalgh Grimshaw Gummer Hackett
    Hallworth Hampson Handyside Hardcastle Harbottle Hargreaves Hathersage Hawksworth Hebblethwaite Hesketh Heywood Higginbottom
    Hollingworth Holroyd Horsfall Houghton Huckstep Hutchins Ibbotson Illingworth Inchbald Ingleby Ironmonger Jellicoe Jephcott
    Jessop Kellaway Kenworthy Kerridge Kershaw Kettlewell Kitching Knapton Lambourne Langstaff Larkham Leadbetter Leverett
    Lightfoot Littlewood Longbottom Lovegrove Loxley Lumley Maddocks Makepeace Mallory Marchbanks Marlow Mattocks Mellor
    Merryweather Micklethwaite Midgley Moorcroft Mottram Musgrove Nettleship Newbold Nightingale Nuttall Oakden Ollerenshaw
    Openshaw Ormerod Osgood Oldroyd Pargeter Partridge Pattenden Pemberton Pickersgill Pilkington Plumtree Pocklington Postlethwaite
    Prendergast Proudfoot Purkiss Quigley Quarmby Radcliffe Rainsford Ramsbottom Ravenscroft Redfern Renshaw Rowbotham
    Rumbelow Salthouse Saxby Scattergood Shackleton Sharrock Sidebottom Skelton Smedley Snelgrove Southgate Spofforth Stallybrass
    Stancliffe Starling Stockdale Sugden Sutcliffe Swainson Swindlehurst Tattersall Thackray Thistlewood Threlfall Thwaite
    Tillotson Titchmarsh Tranter Trickett Turnbull Twelvetrees Tunnicliffe Underwood Unsworth Uttley Venables Wagstaff Walmsley
    Wainwright Waterhouse Weatherall Wetherby Whatmough Whittaker Wigglesworth Winterbottom Wolstenholme Woodhead Worsnop
    Wrigglesworth Yarwood Yeardley Younghusband`),
  middles: words(`Jane Louise Marie Elizabeth Rae Jean Ann Kate Joy Pearl Iris Fern Hazel Beth`),
  boyMiddles: words(`James John Lee Robert Peter Edward Alan Ray Dean Joseph Michael Philip Neil Craig`),
  women:
    words(`Sarah Emma Claire Lisa Nicola Joanne Michelle Karen Rachel Laura Rebecca Gemma Kelly Donna Tracey Samantha
    Victoria Natalie Leanne Stacey Hayley Kerry Zoe Danielle Vicky Melanie Louise Helen Alison Julie Amanda Dawn Jodie Katie
    Hannah Cheryl Lorraine Sharon Wendy Heather`),
  men: words(`David Paul Andrew Stephen Matthew Simon Lee Darren Jason Craig Gareth Stuart Wayne Ian Neil Adam Carl Ryan
    Scott Shaun Richard Martin Christopher Jonathan Kevin Nigel Dean Russell Graham Robert Barry Philip Justin Marcus Trevor`),
  language: 'English',
}

export const WELSH: NameStock = {
  girls: words(`Cari Efa Mali Nia Seren Lowri Ffion Carys Megan Cadi Gwenllian Angharad Betsan Non Beca Eira Tesni`),
  boys: words(`Osian Macsen Dylan Rhys Ioan Elis Gethin Iestyn Llew Tomos Gruffydd Emrys Idris Morgan Owain Steffan`),
  families:
    words(`Pritchard Llewellyn Gwynne Bevan Probert Prosser Vaughan Tudor Meredith Beynon Gethin Parry Rees Cadogan
    ap-Rhydderch Ellis-Wynne Puw`),
  middles: words(`Mair Haf Wyn Lois Elin`),
  boyMiddles: words(`Wyn Glyn Aled Rhodri Siôn`),
  language: 'English',
}

export const IRISH: NameStock = {
  girls: words(`Aoife Saoirse Caoimhe Róisín Clodagh Éabha Sadhbh Ciara Sinéad Bronagh Gráinne Fiadh Aisling`),
  boys: words(`Cillian Oisín Tadhg Fionn Darragh Cormac Ruairí Conall Eoin Donnacha Lorcan Pádraig Senan`),
  families:
    words(`O’Flaherty O’Shaughnessy O’Rourke MacGiolla McGettigan Ní-Dhomhnaill Brannigan Geraghty Mulholland Tierney
    Considine Hanrahan McEvilly Devaney Heffernan O’Loughlin`),
  middles: words(`Mary Bríd Una Nora`),
  boyMiddles: words(`Patrick Joseph Liam Kieran`),
  language: 'English',
}

export const SCOTTISH: NameStock = {
  girls: words(`Eilidh Iona Mirren Ailsa Catriona Morven Rhona Kirsty Mairi Fiona`),
  boys: words(`Angus Lachlan Hamish Fergus Finlay Euan Murdo Struan Calum Gregor`),
  families: words(
    `MacAllister Auchterlonie Drummond Farquharson Galbraith Kinnaird Menzies Urquhart McCorquodale Colquhoun Strachan`,
  ),
  middles: words(`Isobel Jean Elspeth`),
  boyMiddles: words(`Alasdair Iain Bruce`),
  language: 'English',
}

/** Irish Traveller, Romany and showmen's families. */
export const TRAVELLER: NameStock = {
  girls: words(`Kathleen Margaret Bridget Savannah Shakira Tiffany Coral Mercedes Cinderella Britannia Nellie`),
  boys: words(`Johnny Paddy Jimmy Tom Elvis Nelson Riley Hughie Walter Levi Jasper`),
  families: words(`McDonagh Cassidy Boswell Loveridge Penfold Stokes Gaskin Buckland Scarrott Codona Maughan`),
  middles: words(`Mary Rose Ann`),
  boyMiddles: words(`John Joe Martin`),
  language: 'English',
}

export const CARIBBEAN: NameStock = {
  girls: words(`Shanice Tianna Aaliyah Renée Kezia Naomi Rochelle Simone Imani Jada Shanelle`),
  boys: words(`Tyrese Jermaine Malachi Kieron Dwayne Rashaun Isaiah Marcus Zion Kymani`),
  families: words(
    `Brathwaite Delisser Fontenelle Goodison Lashley Pusey St.-Hilaire Grant-Bartley Cumberbatch Plummer Thibou Alleyne`,
  ),
  middles: words(`Patrice Monique Candice`),
  boyMiddles: words(`Anthony Everton Leroy`),
  language: 'English',
}
