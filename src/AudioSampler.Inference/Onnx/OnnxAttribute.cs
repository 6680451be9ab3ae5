namespace AudioSampler.Inference.Onnx;

/// <summary>A setting of a node.</summary>
internal sealed record OnnxAttribute
{
    private const int NameField = 1;
    private const int FloatField = 2;
    private const int IntegerField = 3;
    private const int TextField = 4;
    private const int IntegersField = 8;
    private const int TypeField = 20;
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int TextType = 3;
    private const int IntegersType = 7;

    private OnnxAttribute(ProtobufMessage message) => Message = message;

    /// <summary>The attribute as it is written.</summary>
    public ProtobufMessage Message { get; }

    public static OnnxAttribute Of(string name, float value) =>
        new(new ProtobufMessage().Text(NameField, name).Float(FloatField, value).Number(TypeField, FloatType));

    public static OnnxAttribute Of(string name, long value) =>
        new(new ProtobufMessage().Text(NameField, name).Number(IntegerField, value).Number(TypeField, IntegerType));

    public static OnnxAttribute Of(string name, string value) =>
        new(new ProtobufMessage().Text(NameField, name).Text(TextField, value).Number(TypeField, TextType));

    public static OnnxAttribute Of(string name, params ReadOnlySpan<long> values)
    {
        ProtobufMessage message = new ProtobufMessage().Text(NameField, name);
        foreach (long value in values)
        {
            message.Number(IntegersField, value);
        }

        return new(message.Number(TypeField, IntegersType));
    }
}
