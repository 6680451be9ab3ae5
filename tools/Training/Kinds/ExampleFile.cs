using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>Examples on disk, so that a network can be trained again without measuring again.</summary>
internal static class ExampleFile
{
    public static void Write(string path, IReadOnlyList<Example> examples)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(examples.Count);
        foreach (Example example in examples)
        {
            writer.Write(example.Source);
            writer.Write((byte)example.Kind);
            writer.Write(example.Original);
            writer.Write(example.TestOnly);
            writer.Write(example.Values.Length);
            foreach (float value in example.Values)
            {
                writer.Write(value);
            }
        }
    }

    public static List<Example> Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        int count = reader.ReadInt32();
        List<Example> examples = new(count);
        for (int i = 0; i < count; i++)
        {
            string source = reader.ReadString();
            var kind = (SoundKind)reader.ReadByte();
            bool original = reader.ReadBoolean();
            bool testOnly = reader.ReadBoolean();
            float[] values = new float[reader.ReadInt32()];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = reader.ReadSingle();
            }

            examples.Add(new Example(source, kind, values, original, testOnly));
        }

        return examples;
    }
}
