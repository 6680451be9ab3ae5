using System.Buffers.Binary;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Tests.Metadata;

public sealed class AiffChunksTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Markers_are_cues_and_name_the_ends_of_loops()
    {
        string path = folder.File("loop.aiff");
        await Recordings.SineAsync(path, 1);
        byte[] markers = [.. Number16(2), .. Number16(4), .. Number32(22050), 3, .. "end"u8, .. Number16(2), .. Number32(11025), 0, 0];
        byte[] instrument =
        [
            .. new byte[8],
            .. Number16(1),
            .. Number16(2),
            .. Number16(4),
            .. Number16(0),
            .. Number16(2),
            .. Number16(4),
        ];
        using (FileStream file = new(path, FileMode.Append))
        {
            file.Write([.. "MARK"u8, .. Number32(markers.Length), .. markers, .. "INST"u8, .. Number32(instrument.Length), .. instrument]);
        }

        MediaInfo info = await new MediaProbe(Recordings.Programs).ProbeAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal([new CueMark(0.25, null), new CueMark(0.5, "end")], info.Cues);
        Assert.Equal([new LoopMark(0.25, 0.5)], info.Loops);
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Number16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    private static byte[] Number32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
