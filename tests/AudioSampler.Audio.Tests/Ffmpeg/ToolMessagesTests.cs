using System.Text;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Tests.Ffmpeg;

public sealed class ToolMessagesTests
{
    [Fact]
    public async Task Lines_that_differ_in_numbers_only_are_counted_as_one()
    {
        var messages = new ToolMessages();
        var text = new StringBuilder();
        for (int i = 0; i < 10_000; i++)
        {
            text.Append($"[mp3 @ 0x{i:x8}] Header missing at {i}\r\n");
        }

        await messages.DrainAsync(new StringReader(text + "the last line"));

        Assert.Equal(["[mp3 @ 0x00000000] Header missing at 0", "the last line"], messages.Lines);
        Assert.Equal(10_000, messages.Count("header MISSING"));
        Assert.False(messages.Contain("no such text"));
    }

    [Fact]
    public async Task Any_amount_of_text_is_kept_short()
    {
        var messages = new ToolMessages();

        await messages.DrainAsync(new EndlessText(5_000_000));

        Assert.InRange(messages.Lines.Count, 1, 64);
        Assert.All(messages.Lines, line => Assert.InRange(line.Length, 1, 400));
    }

    private sealed class EndlessText(int length) : TextReader
    {
        private readonly Random random = new(1);
        private int left = length;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            int count = Math.Min(left, buffer.Length);
            for (int i = 0; i < count; i++)
            {
                buffer.Span[i] = (char)random.Next(9, 300);
            }

            left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
