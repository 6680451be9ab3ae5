using System.Runtime.InteropServices;

namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>Something that the runtime made, let go of once, however that comes about.</summary>
internal sealed class OrtHandle : SafeHandle
{
    private readonly OrtApi _api;
    private readonly int _release;

    public OrtHandle(OrtApi api, nint value, int release)
        : base(0, ownsHandle: true)
    {
        _api = api;
        _release = release;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer; the handle has to be alive.</summary>
    public nint Value => handle;

    protected override bool ReleaseHandle()
    {
        _api.Release(_release, handle);
        return true;
    }
}
