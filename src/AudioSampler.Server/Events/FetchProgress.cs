using AudioSampler.Server.Models;

namespace AudioSampler.Server.Events;

/// <summary>Tells how far a download is: at its start, four times a second at most, and at its end.</summary>
/// <param name="name">The network.</param>
/// <param name="tell">Who is told.</param>
/// <param name="time">The clock.</param>
internal sealed class FetchProgress(string name, Action<ModelFetch> tell, TimeProvider time) : IProgress<(long Bytes, long? Of)>
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(250);
    private long? _last;

    /// <inheritdoc/>
    public void Report((long Bytes, long? Of) value)
    {
        if (_last is { } last && time.GetElapsedTime(last) < s_between && value.Bytes != value.Of)
        {
            return;
        }

        _last = time.GetTimestamp();
        tell(new ModelFetch(name, value.Bytes, value.Of));
    }
}
