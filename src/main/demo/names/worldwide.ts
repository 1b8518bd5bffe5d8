import type { NameStock } from './name-stock.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

const stock = (language: string, names: { girls: string; boys: string; families: string }): NameStock => ({
  girls: words(names.girls),
  boys: words(names.boys),
  families: words(names.families),
  middles: [],
  boyMiddles: [],
  language,
})

/** Names of families who, or whose parents, came to England from elsewhere; spelt with the marks their languages use. */
export const POLISH: NameStock = {
  ...stock('Polish', {
    girls: 'Zofia Zuzanna Hanna Maja Oliwia Łucja Małgorzata Wiktoria Aleksandra Natalia Kinga Emilia',
    boys: 'Antoni Jakub Szymon Franciszek Mikołaj Filip Wojciech Kacper Stanisław Bartosz Miłosz Oskar',
    families:
      'Wiśniewski Wójcik Kamiński Zieliński Szymański Woźniak Dąbrowski Jankowski Piotrowski Grabowski Pawłowski Brzęczyszczykiewicz',
  }),
  feminine: (family) => family.replace(/ki$/, 'ka'),
}
export const LITHUANIAN: NameStock = stock('Lithuanian', {
  girls: 'Emilija Gabija Austėja Ugnė Viltė Kamilė',
  boys: 'Lukas Matas Dominykas Nojus Jonas Kajus',
  families: 'Kazlauskas Petrauskas Jankauskas Žukauskas Butkus Paulauskas',
})
export const ROMANIAN: NameStock = stock('Romanian', {
  girls: 'Andreea Ioana Ștefania Mihaela Daria Bianca Ruxandra Ilinca Denisa Sorana',
  boys: 'Andrei Ștefan Mihai Răzvan Vlad Ionuț Cosmin Luca Rareș Darius',
  families: 'Popescu Ionescu Dumitru Stănescu Munteanu Constantinescu Ciobanu Țurcanu Rădulescu Moldovan Bălan',
})
export const UKRAINIAN: NameStock = stock('Ukrainian', {
  girls: 'Solomiia Daryna Yeva Kateryna Zlata Polina',
  boys: 'Danylo Tymofii Nazar Artem Matvii Bohdan',
  families: 'Shevchenko Kovalenko Bondarenko Tkachenko Melnyk Kravchuk',
})
export const BENGALI: NameStock = stock('Bengali', {
  girls: 'Tasnim Nusrat Sumaiya Faria Jannat Maliha Raisa Anika Mahira Tahmina',
  boys: 'Rafi Tanvir Zayan Mahir Sakib Nabil Arif Tahmid Rayhan Shafin',
  families: 'Chowdhury Miah Uddin Rahman Begum-Ali Islam Khatun Talukder Sarkar Choudhury Bhuiyan',
})
export const PUNJABI: NameStock = stock('Punjabi', {
  girls: 'Simran Jasleen Harleen Gurpreet Kiran Manpreet Avneet Japji Prabhleen',
  boys: 'Arjan Gurdeep Harjot Jaskaran Manveer Ranvir Sahib Tejvir Kabir',
  families: 'Dhaliwal Sandhu Gill Grewal Sidhu Bains Kaur-Dhillon Sohal Atwal Randhawa Johal',
})
export const PAKISTANI: NameStock = stock('Urdu', {
  girls: 'Aiza Zainab Hafsa Areeba Maryam Inaya Alishba Eshaal Laiba Anum',
  boys: 'Ibrahim Hamza Zaid Ayaan Rehan Shahzaib Usman Bilal Haris Eesa',
  families: 'Mahmood Akhtar Qureshi Malik Bhatti Chaudhry Iqbal Mirza Sheikh Rafiq Siddiqui Nawaz',
})
export const GUJARATI: NameStock = stock('Gujarati', {
  girls: 'Diya Kavya Riya Mansi Hetal Krupa Aarohi Nidhi',
  boys: 'Dev Krish Jay Parth Yash Harsh Meet Nirav',
  families: 'Patel Desai Mehta Solanki Parmar Trivedi Vaghela Jobanputra Thakkar',
})
export const TAMIL: NameStock = stock('Tamil', {
  girls: 'Abinaya Thulasi Kavitha Harini Shruthi Nilani',
  boys: 'Kavin Pranavan Sanjayan Vithushan Aravind Mithran',
  families: 'Sivakumaran Balasubramaniam Thirunavukkarasu Nadarajah Yogeswaran Selvarajah Kanagaratnam',
})
export const NIGERIAN: NameStock = stock('Yoruba', {
  girls: 'Oluwaseun Temilade Adaeze Chidinma Folasade Ayọ̀mídé Ngozi Ifeoluwa Kosisochukwu Oluwadamilola Oreoluwa',
  boys: 'Oluwatobiloba Chukwuemeka Adébáyọ̀ Ikenna Tolulope Femi Obinna Olamide Ayomide Kelechi Toluwanimi',
  families: 'Adeyemi Okonkwo Ogunbanjo Eze Balogun Nwosu Afolabi Oyelaran Ademola-Adeoye Onwuachi Olanrewaju Akintola',
})
export const GHANAIAN: NameStock = stock('Akan (Twi)', {
  girls: 'Akosua Abena Adwoa Esi Afia Efua Nhyira Maame-Yaa',
  boys: 'Kwame Kofi Kwabena Yaw Ekow Nana Kwaku Papa-Kwesi',
  families: 'Mensah Owusu Boateng Asante Agyeman Darko Osei-Tutu Amponsah Appiah-Kubi',
})
export const SOMALI: NameStock = stock('Somali', {
  girls: 'Hodan Ifrah Sagal Ayaan Hibaq Fadumo Ladan Nimco',
  boys: 'Abdirahman Liban Guled Mahad Zakariye Khadar Sharmarke Yonis',
  families: 'Warsame Farah Abdullahi Jama Duale Hirsi Guleed Osman-Egal',
})
export const TURKISH: NameStock = stock('Turkish', {
  girls: 'Elif Zeynep Defne Ecrin İrem Ayşe Nehir Beren',
  boys: 'Yusuf Emir Mert Çınar Kaan Eymen Ömer Berk',
  families: 'Yılmaz Kaya Demir Şahin Öztürk Aydın Koç Arslan',
})
export const ARABIC: NameStock = stock('Arabic', {
  girls: 'Layan Salma Noor Yasmeen Rania Huda Malak Jana',
  boys: 'Omar Khalid Karim Tariq Sami Hadi Bassam Faris',
  families: 'al-Hashimi Haddad Khoury el-Sayed Mansour Nasser bin-Saleh Abboud al-Khatib',
})
export const KURDISH: NameStock = stock('Kurdish (Sorani)', {
  girls: 'Shilan Lana Ronya Avin',
  boys: 'Aram Dilan Rawand Karwan',
  families: 'Barzinji Hawrami Talabany Ahmad-Sharif',
})
export const AFGHAN: NameStock = stock('Dari', {
  girls: 'Parwana Nargis Lima Freshta',
  boys: 'Farhad Jawad Mustafa Rohullah',
  families: 'Ahmadzai Popalzai Noorzai Haidari',
})
export const CHINESE: NameStock = stock('Cantonese', {
  girls: 'Hoi-Yan Tsz-Yau Mei-Ling Xinyi Yuhan Wing-Lam Jiayi Sze-Ki',
  boys: 'Ka-Ho Chun-Hei Zihan Haoran Lok-Yin Yichen Tsz-Hin Jun',
  families: 'Cheung Lau Ng Zhang Huang Tsang Xu Kwok Leung',
})
export const PORTUGUESE: NameStock = stock('Portuguese', {
  girls: 'Inês Beatriz Leonor Mafalda Conceição Rafaela Lara',
  boys: 'João Tomás Gonçalo Afonso Rodrigo Martim Duarte',
  families: 'Gonçalves Ferreira Magalhães da-Conceição Carvalho dos-Santos-Oliveira Figueiredo Araújo',
})
export const FILIPINO: NameStock = stock('Tagalog', {
  girls: 'Althea Princess-Joy Angelica Jhanelle',
  boys: 'Jericho Gabriel Joaquin Miguel',
  families: 'Macaraeg Bautista Dimaculangan de-la-Peña',
})
export const VIETNAMESE: NameStock = stock('Vietnamese', {
  girls: 'Thảo Linh Ngọc-Anh Phương',
  boys: 'Minh Đức Khôi Quang',
  families: 'Nguyễn Trần Phạm Đặng',
})
export const GREEK: NameStock = stock('Greek', {
  girls: 'Eleni Despina Anastasia Chrysanthi',
  boys: 'Andreas Kyriakos Stavros Christos',
  families: 'Hadjichristodoulou Papadopoulos Ioannou Constantinou',
})
export const FRENCH_AFRICAN: NameStock = stock('Lingala', {
  girls: 'Grâce-Divine Merveille Plamedi Exaucée',
  boys: 'Exaucé Glody Christ-Vie Emmanuel',
  families: 'Mbuyi Kabongo Tshibangu-Mukendi Ilunga',
})
