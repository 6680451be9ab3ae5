using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine.Workers;

public sealed class ConversationsTests
{
    private const int Files = 20_000;

    /// <summary>A worker that had just finished a file lost the first region of the next one, and whoever asked for it waited for ever.</summary>
    [Fact]
    public async Task The_next_file_may_begin_as_soon_as_the_last_message_of_the_one_before_is_out()
    {
        var conversations = new Conversations();
        RegionConversation current = conversations.Begin(Region());
        int begun = 0;
        Task listener = Task.Factory.StartNew(
            () =>
            {
                // Without a pause, so that it hears each message in the moment in which it is out.
                while (begun < Files)
                {
                    if (current.Messages.TryRead(out _))
                    {
                        current = conversations.Begin(Region());
                        Volatile.Write(ref begun, begun + 1);
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

        int lost = 0;
        for (int file = 0; file < Files; file++)
        {
            conversations.Hear(new RegionFinished(0));
            SpinWait.SpinUntil(() => Volatile.Read(ref begun) > file);
            if (conversations.IsEmpty)
            {
                lost++;
                current = conversations.Begin(Region());
            }
        }

        await listener;
        Assert.Equal(0, lost);
    }

    [Fact]
    public void What_is_said_of_a_region_reaches_those_who_listen_to_it_and_ends_with_it()
    {
        var conversations = new Conversations();
        RegionConversation conversation = conversations.Begin(Region());

        conversations.Hear(new AnalyzerStarted(0, "tempo"));
        conversations.Hear(new AnalyzerStarted(1, "key")); // of a region that nobody asked for
        conversations.Hear(new RegionFailed(0, "gone"));

        Assert.True(conversation.Messages.TryRead(out RegionMessage? first));
        Assert.Equal(new AnalyzerStarted(0, "tempo"), first);
        Assert.True(conversation.Messages.TryRead(out RegionMessage? last));
        Assert.IsType<RegionFailed>(last);
        Assert.True(conversation.Messages.Completion.IsCompleted);
        Assert.True(conversations.IsEmpty);
    }

    private static RegionDocument Region() =>
        new()
        {
            Id = "take-r1",
            Index = 0,
            StartS = 0,
            EndS = 1,
        };
}
