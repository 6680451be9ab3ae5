"""The embedded tagger: a plain convolutional network over windows of 1 s (100 frames of 128 bands)."""
import torch
import torch.nn as nn

# output channels, stride and size of each convolution; the first one takes bands in fours
LAYERS = ((24, (4, 2), 5), (48, 2, 3), (80, 2, 3), (112, 1, 3), (176, 2, 3), (224, 1, 3))
EMBEDDING = 256


class Student(nn.Module):
    def __init__(self, labels):
        super().__init__()
        body, width = [], 1
        for channels, stride, size in LAYERS:
            body += [nn.Conv2d(width, channels, size, stride, size // 2, bias=False), nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]
            width = channels
        body += [nn.Conv2d(width, EMBEDDING, 1, bias=False), nn.BatchNorm2d(EMBEDDING), nn.ReLU(inplace=True)]
        self.body = nn.Sequential(*body)
        self.embed = nn.Linear(2 * EMBEDDING, EMBEDDING)
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(EMBEDDING, labels)

    def forward(self, mel):
        """[N, 128, 100] to (logits [N, labels], embedding [N, EMBEDDING])."""
        x = self.body(mel[:, None])
        e = torch.relu(self.embed(torch.cat((x.mean((2, 3)), x.amax((2, 3))), 1)))
        return self.out(self.drop(e)), e
