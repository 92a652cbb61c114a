using System.Text;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Everything that one environment can answer, ready to be copied into responses.</summary>
internal sealed class EncodedState
{
    private EncodedState(EnvironmentState state, EncodedState? previous)
    {
        State = state;
        AnswerEnd = Encoding.ASCII.GetBytes($"{state.Revision}\"}}}}");
        ItemEnd = Encoding.ASCII.GetBytes($"{state.Revision}\"}}}},");
        Controls = [.. state.Controls.Select(control => previous?.Find(control.Key) is { } known && known.Control == control ? known : new EncodedControl(control))];
    }

    public EnvironmentState State { get; }

    /// <summary>In the order of the state's controls.</summary>
    public EncodedControl[] Controls { get; }

    /// <summary>What follows an answer.</summary>
    public byte[] AnswerEnd { get; }

    /// <summary>What follows an answer with another one behind it.</summary>
    public byte[] ItemEnd { get; }

    /// <summary>Of a state. What its predecessor had encoded is taken over.</summary>
    public static EncodedState Of(EnvironmentState state, EncodedState? previous) =>
        previous?.State == state ? previous : new EncodedState(state, previous);

    /// <summary>The control of that key; null when it is unknown or retired.</summary>
    public EncodedControl? Find(string key) => State.TryFind(key, out var place) ? Controls[place] : null;
}
