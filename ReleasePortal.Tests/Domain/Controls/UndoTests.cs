using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>Putting back the state before an entry.</summary>
public class UndoTests
{
    [Fact]
    public void Undo_Release_PutsBackTheWholeStateBefore()
    {
        var control = Given.ABusinessToggle().ReleasedTo(Given.Staff);
        var before = control.StateOn(Given.Production);
        control.ReleasedToEveryone(share: 100);

        var changed = control.Undo(Given.Production, before, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(before, control.StateOn(Given.Production));
        Assert.Equal("undid the last change of Spring storefront on Production: open to its groups again", changed.Sentence.Did().Plain());
        Assert.Equal("Undo", changed.Sentence.Action);
    }

    [Fact]
    public void Undo_StateWithAVariantThatIsGone_IsRefused()
    {
        var control = Given.ABusinessFlag().ReleasedToEveryone(Given.Guided);
        var before = control.StateOn(Given.Production);
        control.ReleasedToEveryone(Given.Express);
        var withoutGuided = Given.FlagDetails() with { Variants = [.. Given.FlagDetails().Variants.Where(variant => variant.Key != Given.Guided)] };
        control.Edit(withoutGuided, seenVersion: null, Given.Circumstances()).OrThrow();

        var result = control.Undo(Given.Production, before, seenVersion: null, Given.Circumstances());

        Assert.IsType<CannotUndo>(result.Refusal);
    }

    [Fact]
    public void Undo_StateWithAGroupThatIsGone_IsRefused()
    {
        var control = Given.ABusinessToggle().ReleasedTo(Given.Staff);
        var before = control.StateOn(Given.Production);
        control.ReleasedToEveryone();
        var withoutStaff = Given.Circumstances() with { GroupNames = new Dictionary<string, string>(StringComparer.Ordinal) };

        var result = control.Undo(Given.Production, before, seenVersion: null, withoutStaff);

        Assert.IsType<CannotUndo>(result.Refusal);
    }

    [Fact]
    public void Decide_UndoOfTheLastEntry_IsDone()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone();
        var undo = new Undo(control.Key, Given.Production, control.LastEntryOn(Given.Production)!.Value) { StateBefore = ReleaseState.Closed };

        Assert.True(undo.Decide(control, Given.Circumstances()).IsSuccess);
        Assert.Equal(ReleaseState.Closed, control.StateOn(Given.Production));
    }

    [Fact]
    public void Decide_UndoWithoutAStateBefore_IsRefused()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone();
        var undo = new Undo(control.Key, Given.Production, control.LastEntryOn(Given.Production)!.Value);

        Assert.IsType<CannotUndo>(undo.Decide(control, Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Decide_UndoOfAnEntryBeforeTheLast_IsRefused()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(share: 100);
        var first = control.LastEntryOn(Given.Production)!.Value;
        control.ReleasedToEveryone();
        var undo = new Undo(control.Key, Given.Production, first) { StateBefore = ReleaseState.Closed };

        Assert.IsType<CannotUndo>(undo.Decide(control, Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Decide_UndoWhereNothingWasEverChanged_IsRefused()
    {
        var undo = new Undo("spring-storefront", Given.Production, Guid.CreateVersion7()) { StateBefore = ReleaseState.Closed };

        Assert.IsType<CannotUndo>(undo.Decide(Given.ABusinessToggle(), Given.Circumstances()).Refusal);
    }
}
