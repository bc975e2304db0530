# The widget's texts in English. One `key = text` a line; `{ $name }` is filled in.

# The launcher and the panel's frame
launcher-label = Questions?
launcher-open = Questions? Open chat
launcher-unread = Questions? Open chat, { $count } new
title = Assistant
panel-label = Chat with { $shop }
close = Close chat
log-label = Conversation

# The bot
bot-role = Assistant · bot
greeting = Hello! What would you like to know? I answer at once, and pass you on to a person when I cannot.
suggestions = Often asked
bot-which = Which one do you mean?
bot-requested = Of course. Have a look at what I would pass on, and say yes.
bot-requested-alone = Of course. There is nobody in this chat, but you can reach a person here:
bot-unsure = I am not sure enough to answer that. A person can – shall I pass it on?
bot-unknown = I have no answer to that. A person can help – shall I pass it on?
bot-repeated = That is all I know about it. A person can help – shall I pass it on?
bot-none = Then a person can help – shall I pass it on? You can also ask in other words.
none-of-these = None of these
bot-upset = I am sorry that it has come to this. This is for a person – shall I pass it on?
bot-no-data = A person can look into it – shall I pass it on?
bot-no-data-alone = You may reach a person here:
bot-sensitive = That is too important for a program. Shall I pass it on to a person?
bot-sensitive-alone = That is too important for a program. Please reach a person here – and in an emergency call the emergency services:
bot-alone = I have no answer to that. You may reach a person here:
bot-no-pack = My answers could not be loaded. I will try again with your next question – or a person can help.
bot-declined = All right. I am here if there is anything else.
pack-loading = Fetching the answers …

# Look-ups
looking-up = Looking it up …
form-note = This is sent to the shop, to look it up.
form-choose = Please choose
form-send = Look it up
form-cancel = Never mind

# The composer
composer-label = Your message
composer-ask = Ask a question
composer-tell = Write to { $name }
composer-wait = Add something for the team
send = Send
person = Talk to a person
end = End this chat
on-device = Answered on device
with-people = Goes to the shop’s team

# Consent
consent-title = Pass this on to a person?
consent-show = What will be sent
consent-question = Your question
consent-transcript = This conversation
consent-considered = What the assistant considered
consent-page = This page
consent-language = Your language
consent-contact = E-mail or phone (optional)
consent-contact-hint = So that the team can answer when you have gone.
consent-agree = Pass it on
consent-decline = Not now

# Other ways to reach people
elsewhere-title = Reach a person
elsewhere-none = This shop has named no contact here. You will find one on its pages.
elsewhere-close = Back to the assistant

# Ending a conversation
end-title = End this chat with the team?
end-agree = End it
end-decline = Keep it open

# Who is there
state-passing = Passing it on …
state-away = The team cannot be reached right now. Your request is kept on this device and goes out by itself once the connection is back. I go on answering meanwhile.
state-queue = Waiting for a person
state-position = You are number { $position } in the queue
state-next = You are next
state-agents = { $count } online
state-no-agents = Nobody is online right now. Your request is kept and will be read.
people-coming = One moment …
state-lost = Connection lost. Trying again – what you write is kept.
state-agent = A person from the shop
agent-typing = { $name } is typing

# What happened
notice-passed-on = You passed this on to the team
notice-joined = { $name } is here
notice-returned = Back in the queue: somebody else will take over
notice-ended-by-shopper = You ended the conversation. The assistant is here again.
notice-ended-by-shop = The conversation was ended. The assistant is here again.
notice-lost = The team’s side does not know this conversation any more. The assistant is here again.

# How far a message has come
delivery-waiting = Waiting for the answers
delivery-sending = Sending
delivery-sent = Sent
delivery-failed = Not sent
by-shopper = You
