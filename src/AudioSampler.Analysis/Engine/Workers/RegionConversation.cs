using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>What a worker says of one region, and which analyzers are at work there.</summary>
internal sealed class RegionConversation(RegionDocument region)
{
    private readonly Channel<RegionMessage> _messages = Channel.CreateUnbounded<RegionMessage>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly ConcurrentDictionary<string, long> _running = new(StringComparer.Ordinal);

    /// <summary>The region.</summary>
    public RegionDocument Region => region;

    /// <summary>The messages; they end with the region, or when the worker is no more.</summary>
    public ChannelReader<RegionMessage> Messages => _messages.Reader;

    /// <summary>Takes what the worker said.</summary>
    public void Hear(RegionMessage message)
    {
        switch (message)
        {
            case AnalyzerStarted started:
                _running[started.Analyzer] = Stopwatch.GetTimestamp();
                break;
            case AnalyzerFinished finished:
                _running.TryRemove(finished.Analyzer, out _);
                break;
        }

        _messages.Writer.TryWrite(message);
    }

    /// <summary>No more will come.</summary>
    public void End() => _messages.Writer.TryComplete();

    /// <summary>An analyzer that is over its limit and the grace; null when none is.</summary>
    public string? Overdue(AnalyzerGraph graph, TimeSpan grace)
    {
        foreach ((string analyzer, long start) in _running)
        {
            if (Stopwatch.GetElapsedTime(start) > graph[analyzer].LimitFor(region.EndS - region.StartS) + grace)
            {
                return analyzer;
            }
        }

        return null;
    }
}
