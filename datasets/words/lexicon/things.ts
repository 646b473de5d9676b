/** Nouns, one and many, with what they do and how they are: `dog dogs | barked | loyal`. */
export const NOUNS = `
dog dogs | barked chased guarded | loyal hungry
cat cats | purred scratched slept | lazy curious
horse horses | galloped trotted jumped | noble wild
bird birds | sang flew nested | colourful tiny
fish fishes | swam dived shimmered | silver slippery
crocodile crocodiles | bit crawled lurked | dangerous green
elephant elephants | trumpeted bathed marched | grey huge
monkey monkeys | climbed swung shrieked | cheeky clever
rabbit rabbits | hopped nibbled hid | fluffy timid
bear bears | growled hibernated fished | brown mighty
wolf wolves | howled hunted prowled | hungry wild
sheep lambs | bleated grazed followed | woolly gentle
bee bees | buzzed stung pollinated | busy yellow
snake snakes | hissed slid bit | poisonous thin
apple apples | ripened fell rotted | red juicy
banana bananas | ripened browned softened | yellow ripe
orange oranges | ripened rolled peeled | juicy sour
tree trees | grew bloomed swayed | leafy ancient
flower flowers | bloomed wilted opened | fragrant colourful
rose roses | bloomed wilted smelled | fragrant thorny
book books | inspired explained bored | thick printed
newspaper newspapers | reported printed claimed | daily printed
car cars | drove stopped honked | parked electric
train trains | arrived departed whistled | crowded punctual
boat boats | sailed sank floated | wooden leaky
house houses | stood burned sheltered | brick cosy
door doors | opened closed creaked | wooden locked
window windows | opened broke rattled | glass foggy
chair chairs | wobbled creaked stood | wooden comfortable
bottle bottles | broke leaked rolled | empty glass
cup cups | broke spilled steamed | full porcelain
shoe shoes | squeaked pinched shone | leather muddy
hat hats | flew fitted fell | woollen elegant
star stars | twinkled shone glittered | distant golden
cloud clouds | drifted gathered covered | grey fluffy
song songs | echoed soothed rhymed | catchy famous
hand hands | trembled waved clapped | gentle frozen
eye eyes | blinked sparkled watered | blue watchful
friend friends | helped laughed listened | loyal honest
neighbour neighbours | knocked complained waved | noisy friendly
idea ideas | emerged failed convinced | crazy brilliant
city cities | grew flourished slept | modern busy
road roads | curved ended crossed | dusty icy
mountain mountains | towered rose loomed | snowy steep
`;

/** Fields of life: words that meet in the same sentences. */
export const FIELDS = `
science | theory experiment laboratory physics chemistry biology mathematics research discovery microscope evidence formula atom | prove discover measure observe explain
technology | computer software internet machine robot keyboard screen program network laptop gadget website data | invent program install download connect
arts | painting sculpture gallery museum theatre poetry literature drama exhibition canvas brush masterpiece | paint draw exhibit admire compose
literature | novel poem poetry chapter author verse library fiction story publisher sonnet page | read write publish quote translate
fashion | dress style clothes designer catwalk fabric jacket trend silk collection boutique jeans | wear sew tailor model iron
music | piano guitar violin melody concert orchestra drum rhythm song choir trumpet symphony | play sing rehearse listen compose
war | battle army soldier weapon gun guns sword tank bomb enemy victory peace treaty | attack defend shoot surrender invade
nature | forest river lake valley meadow leaf grass flower hill waterfall wildlife | grow bloom hike wander explore
weather | rain snow wind storm thunder sun cloud fog lightning forecast rainbow hail | rain snow shine freeze melt
travel | train airport ticket suitcase passport hotel map tourist luggage beach island journey | travel arrive depart visit explore
school | pupil teacher classroom lesson homework exam pencil notebook test grade grades essay blackboard | learn study teach pass fail
health | doctor hospital medicine fever pill nurse headache cough clinic vaccine surgery illness | heal cure suffer recover sneeze
money | bank coin price salary loan tax profit wallet budget debt market | pay earn spend save borrow
law | court judge trial lawyer crime prison verdict police thief witness evidence | arrest accuse steal sue confess
politics | government president election vote parliament minister senate party law debate campaign | vote elect govern protest debate
religion | church temple prayer priest faith altar hymn bible soul mosque monk | pray bless worship believe kneel
house | kitchen bedroom sofa carpet roof garden cellar lamp curtain stairs table wall | clean tidy repair decorate paint
body | head arm leg finger nose ear shoulder knee heart back stomach skin | wash stretch hurt touch shake
sea | ship harbour wave sailor anchor island fish tide whale shell lighthouse | sail swim dive fish drown
space | rocket planet moon star orbit telescope galaxy astronaut comet satellite | launch orbit observe land float
`;
