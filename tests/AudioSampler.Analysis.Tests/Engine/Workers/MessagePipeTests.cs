using System.Text;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine.Workers;

public sealed class MessagePipeTests
{
    [Fact]
    public void Messages_come_out_as_they_went_in()
    {
        using var stream = new MemoryStream();
        using var pipe = new MessagePipe<WorkerMessage>(stream, WorkerJson.Default.WorkerMessage);
        var record = new AnalyzerRecord
        {
            Status = OutcomeStatus.Failed,
            Version = "1.0",
            Error = new AnalysisError(AnalysisErrorCode.WorkerCrashed, "it «crashed»\n"),
        };
        pipe.Write(new AnalyzerStarted(3, "tempo"));
        pipe.Write(new AnalyzerFinished(3, "tempo", record, Abandoned: true));

        stream.Position = 0;

        Assert.Equal(new AnalyzerStarted(3, "tempo"), pipe.Read());
        var finished = Assert.IsType<AnalyzerFinished>(pipe.Read());
        Assert.True(finished.Abandoned);
        Assert.Equal(record.Error, finished.Record.Error);
        Assert.Null(pipe.Read());
    }

    [Fact]
    public void The_bytes_are_a_big_endian_length_and_json()
    {
        using var stream = new MemoryStream();
        using var pipe = new MessagePipe<WorkerRequest>(stream, WorkerJson.Default.WorkerRequest);

        pipe.Write(new CloseFile());

        Assert.Equal("\0\0\0\u0015{\"type\":\"close_file\"}", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("\0\0")]
    [InlineData("\0\0\0\u0020{\"type\":\"close_file\"}")]
    public void A_stream_that_ends_within_a_message_is_told_from_one_that_is_closed(string bytes)
    {
        using var pipe = Over(bytes);

        Assert.Throws<EndOfStreamException>(() => pipe.Read());
    }

    [Theory]
    [InlineData("Hello, world")]
    [InlineData("\0\0\0\u0001x")]
    [InlineData("\0\0\0\u0004nul!")]
    [InlineData("\0\0\0\u0004null")]
    [InlineData("\0\0\0\u0015{\"type\":\"open_filo\"} ")]
    public void Rubbish_is_no_message(string bytes)
    {
        using var pipe = Over(bytes);

        Assert.Throws<InvalidDataException>(() => pipe.Read());
    }

    private static MessagePipe<WorkerRequest> Over(string bytes) =>
        new(new MemoryStream(Encoding.Latin1.GetBytes(bytes)), WorkerJson.Default.WorkerRequest);
}
