using System.Text;
using AudioSampler.Analysis.Engine.Bridges;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

public sealed class LineReaderTests
{
    [Fact]
    public async Task Lines_of_all_lengths_come_whole_and_an_unfinished_one_is_none()
    {
        string[] lines = [.. new[] { 0, 1, 70_000, 3, 65_536, 200_000, 1 }.Select(length => new string('a', length))];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\nunfinished"));
        var reader = new LineReader(stream, 1 << 20);

        foreach (string line in lines)
        {
            ReadOnlyMemory<byte>? read = await reader.ReadAsync();
            Assert.Equal(line, Encoding.UTF8.GetString(read!.Value.Span));
        }

        Assert.Null(await reader.ReadAsync());
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused()
    {
        using var stream = new MemoryStream(new byte[2_000_000]);

        await Assert.ThrowsAsync<InvalidDataException>(() => new LineReader(stream, 1 << 20).ReadAsync());
    }
}
