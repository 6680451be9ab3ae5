global using AudioSampler.Testing;
