# 小部件的中文文字。每行一条 `键 = 文字`;`{ $name }` 会被填入内容。

# 入口和面板
launcher-label = 有问题？
launcher-open = 有问题？打开咨询
launcher-unread = 有问题？打开咨询，{ $count } 条新消息
title = 智能助手
panel-label = { $shop } 咨询
close = 关闭咨询
log-label = 对话

# 机器人
bot-role = 智能助手 · 机器人
greeting = 您好！想了解什么？我会马上回答；答不上来的，帮您转给人工客服。
suggestions = 大家常问
bot-which = 您想问的是哪一个？
bot-requested = 好的。请先看看会转交哪些内容，确认后我就转给人工客服。
bot-requested-alone = 好的。这里没有人工客服在线，您可以这样联系我们：
bot-unsure = 这个问题我没有十足把握。要不要转给人工客服？
bot-unknown = 这个问题我答不上来。要不要转给人工客服？
bot-repeated = 关于这个问题我只知道这些。可以请人工帮您，要转过去吗？
bot-none = 那可以请人工帮您，要转过去吗？您也可以换个说法再问。
none-of-these = 都不是
bot-upset = 非常抱歉让您这么糟心。这件事应该由人工来处理，要转过去吗？
bot-no-data = 可以请人工帮您核实，要转过去吗？
bot-no-data-alone = 您可以这样联系人工客服：
bot-sensitive = 这件事很重要，不该由机器人来回答。要转给人工吗？
bot-sensitive-alone = 这件事很重要，不该由机器人来回答。请通过下面的方式联系人工；如遇紧急情况，请拨打急救或报警电话：
bot-alone = 这个问题我答不上来。您可以这样联系人工客服：
bot-no-pack = 答案没能加载出来。您再提问时我会重试，也可以转给人工客服。
bot-declined = 好的。还有别的问题随时问我。
pack-loading = 正在取答案……

# 查询
looking-up = 正在查询……
form-note = 这些内容会发送给店铺，用来查询。
form-choose = 请选择
form-send = 查询
form-cancel = 不查了

# 输入框
composer-label = 您的消息
composer-ask = 请输入问题
composer-tell = 发消息给{ $name }
composer-wait = 给客服补充一句
send = 发送
person = 转人工客服
end = 结束对话
on-device = 回答在您的设备上生成
with-people = 消息会发送给店铺客服

# 转交前的确认
consent-title = 转给人工客服？
consent-show = 会发送的内容
consent-question = 您的问题
consent-transcript = 本次对话
consent-considered = 智能助手考虑过的答案
consent-page = 当前页面
consent-language = 您的语言
consent-contact = 邮箱或电话（选填）
consent-contact-hint = 您离开后，客服也能回复您。
consent-agree = 确认转交
consent-decline = 暂不

# 其他联系方式
elsewhere-title = 联系人工客服
elsewhere-none = 店铺没有在这里留下联系方式，请在店铺页面上查找。
elsewhere-close = 回到智能助手

# 结束对话
end-title = 结束与客服的对话？
end-agree = 结束
end-decline = 继续对话

# 现在谁在
state-passing = 正在转交……
state-away = 暂时联系不上客服。您的请求已保存在这台设备上，连接恢复后会自动发出。这期间我继续回答您的问题。
state-queue = 正在等待人工客服
state-position = 您排在第 { $position } 位
state-next = 下一位就是您
state-agents = 在线客服 { $count } 位
state-no-agents = 现在没有客服在线。您的请求已保存，客服上线后会看到。
people-coming = 请稍候……
state-lost = 连接断开，正在重连。您写的内容不会丢失。
state-agent = 店铺人工客服
agent-typing = { $name } 正在输入

# 发生的事
notice-passed-on = 您已把对话转给客服
notice-joined = { $name } 为您服务
notice-returned = 已重新排队，会有其他客服接待您
notice-ended-by-shopper = 您结束了对话。智能助手回来了。
notice-ended-by-shop = 对话已结束。智能助手回来了。
notice-lost = 客服那边已没有这次对话的记录。智能助手回来了。

# 消息到哪了
delivery-waiting = 等待答案加载
delivery-sending = 发送中
delivery-sent = 已发送
delivery-failed = 未发送
by-shopper = 您
