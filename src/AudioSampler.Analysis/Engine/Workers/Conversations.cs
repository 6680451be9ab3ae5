using System.Collections.Concurrent;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>The regions that a worker is at work on, by their position in the file.</summary>
internal sealed class Conversations
{
    private readonly ConcurrentDictionary<int, RegionConversation> _open = new();

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _open.IsEmpty;

    /// <summary>All of them.</summary>
    public IEnumerable<RegionConversation> All => _open.Values;

    /// <summary>Begins one.</summary>
    public RegionConversation Begin(RegionDocument region)
    {
        var conversation = new RegionConversation(region);
        _open[region.Index] = conversation;
        return conversation;
    }

    /// <summary>Hands what the worker said of a region to whoever listens.</summary>
    public void Hear(RegionMessage message)
    {
        if (!_open.TryGetValue(message.RegionIndex, out RegionConversation? conversation))
        {
            return; // Nobody listens any more.
        }

        bool last = message is RegionFinished or RegionFailed;
        if (last)
        {
            // Before the message is out: who hears it may begin the same region of the next file at once.
            _open.TryRemove(KeyValuePair.Create(message.RegionIndex, conversation));
        }

        conversation.Hear(message);
        if (last)
        {
            conversation.End();
        }
    }

    /// <summary>No more will come of any of them.</summary>
    public void EndAll()
    {
        foreach (RegionConversation conversation in _open.Values)
        {
            conversation.End();
        }
    }
}
