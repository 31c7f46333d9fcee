package io.streammirror.selection.python;

/** A text that counts how often it is looked at: the one hook that Java's regex engine offers to stop it. */
record CountedText(String text, StepBudget budget) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.step();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.substring(start, end), budget);
    }

    @Override
    public String toString() {
        return text;
    }
}
